#include "transient/tone_fit.hpp"

#include <Eigen/Dense>

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace pin3 {
namespace {

// Coupling capacitors and transformers settle over the whole window: exponentials that are slow against it
// are polynomials.
constexpr int drift_order = 5;

}  // namespace

ToneFit fit_tones(std::span<const double> time, std::span<const double> value,
                  std::span<const double> frequencies) {
    const auto points = static_cast<Eigen::Index>(time.size());
    const auto tones = static_cast<Eigen::Index>(frequencies.size());
    const Eigen::Index unknowns = 2 * tones + drift_order + 1;
    if (points < 2 * unknowns) throw std::invalid_argument("too few points for a fit of tones");
    const double middle = (time.front() + time.back()) / 2, half = (time.back() - time.front()) / 2;

    Eigen::MatrixXd basis(points, unknowns);
    Eigen::VectorXd measured(points);
    for (Eigen::Index i = 0; i < points; ++i) {
        const double t = time[static_cast<std::size_t>(i)];
        for (Eigen::Index tone = 0; tone < tones; ++tone) {
            const double phase = 2 * std::numbers::pi * frequencies[static_cast<std::size_t>(tone)] * t;
            basis(i, 2 * tone) = std::cos(phase);
            basis(i, 2 * tone + 1) = std::sin(phase);
        }
        // Legendre polynomials on the window, so that the columns stay independent: (n+1) P(n+1) = (2n+1) x
        // P(n) - n P(n-1)
        const double x = (t - middle) / half;
        double before = 0, now = 1;
        for (int order = 0; order <= drift_order; ++order) {
            basis(i, 2 * tones + order) = now;
            const double next = ((2 * order + 1) * x * now - order * before) / (order + 1);
            before = now;
            now = next;
        }
        measured(i) = value[static_cast<std::size_t>(i)];
    }
    const Eigen::VectorXd solution = basis.householderQr().solve(measured);

    ToneFit fit;
    for (Eigen::Index tone = 0; tone < tones; ++tone)
        fit.phasors.emplace_back(solution(2 * tone), -solution(2 * tone + 1));
    fit.residual_rms = (measured - basis * solution).norm() / std::sqrt(static_cast<double>(points));
    return fit;
}

}  // namespace pin3
