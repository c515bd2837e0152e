#include "catalog/spectrum.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace pin3 {
namespace {

constexpr double highest_hz = 10e3;
constexpr int most_harmonics = 400;

struct Harmonic {
    int number;
    double share;  // of the fundamental
};

// The odd ones up to highest_hz, share(n) each.
template <typename Share>
std::vector<Harmonic> odd_harmonics(double fundamental_hz, const Share& share) {
    std::vector<Harmonic> all = {{1, 1}};
    for (int n = 3; n * fundamental_hz <= highest_hz; n += 2) all.push_back({n, share(n)});
    return all;
}

// A sine cut at its crest, as a dimmer at half power does, both edges of every period; an edge that takes the
// time T weakens harmonic n by sinc(n f T). With theta the phase, from a quarter of the period on:
// a_n + j b_n = 2/pi integral of sin(theta) exp(j n theta) from pi/2 to pi.
double cut_sine(int n, double fundamental_hz) {
    constexpr double edge_s = 100e-6;
    const auto primitive = [&](double theta) {
        // of sin(theta) cos(n theta) and sin(theta) sin(n theta)
        const double up = n + 1, down = n - 1;
        return n == 1 ? std::pair{-std::cos(2 * theta) / 4, theta / 2 - std::sin(2 * theta) / 4}
                      : std::pair{-std::cos(up * theta) / (2 * up) + std::cos(down * theta) / (2 * down),
                                  std::sin(down * theta) / (2 * down) - std::sin(up * theta) / (2 * up)};
    };
    const auto [cos_end, sin_end] = primitive(std::numbers::pi);
    const auto [cos_begin, sin_begin] = primitive(std::numbers::pi / 2);
    const double x = std::numbers::pi * n * fundamental_hz * edge_s;
    return std::hypot(cos_end - cos_begin, sin_end - sin_begin) * std::sin(x) / x;
}

bool lists_fundamental(const Setting& spectrum) {
    for (std::size_t i = 0; i < spectrum.parts.size(); i += 2)
        if (spectrum.parts[i].value == 1) return true;
    return false;
}

std::vector<Harmonic> harmonics(const Setting& spectrum, double fundamental_hz) {
    if (spectrum.word == "sine") return {{1, 1}};
    // Half of what EN 50160 allows of a supply's voltage.
    if (spectrum.word == "mains")
        return {{1, 1}, {3, 0.025}, {5, 0.03}, {7, 0.025}, {9, 0.0075}, {11, 0.0175}, {13, 0.015}};
    // Magnetising current of a transformer near saturation: assumed, in the usual proportions.
    if (spectrum.word == "transformer")
        return {{1, 1}, {3, 0.1}, {5, 0.04}, {7, 0.015}, {9, 0.006}, {11, 0.0025}};
    // Pulses into a reservoir capacitor: from 20 dB below the fundamental down as 1/n, and as 1/n^2 from 1
    // kHz on, where the pulses are no longer short.
    if (spectrum.word == "rectifier")
        return odd_harmonics(fundamental_hz,
                             [&](int n) { return 0.3 / n / std::hypot(1, n * fundamental_hz / 1e3); });
    if (spectrum.word == "dimmer") {
        const double first = cut_sine(1, fundamental_hz);
        return odd_harmonics(fundamental_hz, [&](int n) { return cut_sine(n, fundamental_hz) / first; });
    }
    std::vector<Harmonic> all;
    if (!lists_fundamental(spectrum)) all.push_back({1, 1});
    for (std::size_t i = 0; i + 1 < spectrum.parts.size(); i += 2)
        all.push_back({static_cast<int>(spectrum.parts[i].value), spectrum.parts[i + 1].value / 100});
    return all;
}

}  // namespace

ParameterSpec spectrum_spec(std::string_view standard) {
    return {.name = "spectrum",
            .shape = Shape::pairs,
            .unit = Unit::percent,
            .standard = standard,
            .help = "a named spectrum, or a list of (harmonic, percent of the fundamental)",
            .words = {"sine", "mains", "transformer", "rectifier", "dimmer"},
            .tolerance = false};
}

std::string check_spectrum(const Setting& spectrum) {
    if (!spectrum.word.empty()) return {};
    std::vector<double> seen;
    double sum = lists_fundamental(spectrum) ? 0 : 1;
    for (std::size_t i = 0; i + 1 < spectrum.parts.size(); i += 2) {
        const double number = spectrum.parts[i].value, percent = spectrum.parts[i + 1].value;
        if (number != std::floor(number) || number < 1 || number > most_harmonics)
            return fmt::format("{} is no harmonic: they are whole numbers from 1 to {}", number,
                               most_harmonics);
        if (percent < 0) return "a harmonic has a share of 0 % or more";
        if (std::find(seen.begin(), seen.end(), number) != seen.end())
            return fmt::format("harmonic {} stands there twice", number);
        seen.push_back(number);
        sum += percent;
    }
    return sum > 0 ? std::string() : "a spectrum needs a harmonic above 0 %";
}

std::vector<SpectralLine> spectrum_lines(const Setting& spectrum, double fundamental_hz, double volts) {
    std::vector<SpectralLine> lines;
    double sum = 0;
    for (const Harmonic& one : harmonics(spectrum, fundamental_hz)) {
        lines.push_back({one.number * fundamental_hz, one.share});
        sum += one.share * one.share;
    }
    for (SpectralLine& line : lines) line.volts *= volts / std::sqrt(sum);
    std::sort(lines.begin(), lines.end(),
              [](const SpectralLine& a, const SpectralLine& b) { return a.frequency_hz < b.frequency_hz; });
    return lines;
}

// (1 + m cos) sin = sin of the carrier and m/2 of each side band.
std::vector<SpectralLine> modulated_lines(double carrier_hz, double volts, double tone_hz, double depth) {
    if (depth == 0) return {{carrier_hz, volts}};
    return {{carrier_hz - tone_hz, volts * depth / 2},
            {carrier_hz, volts},
            {carrier_hz + tone_hz, volts * depth / 2}};
}

}  // namespace pin3
