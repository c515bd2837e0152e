// Phasors of known tones in waveforms that the test makes itself.
#include "transient/tone_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>
#include <random>
#include <stdexcept>

namespace pin3 {
namespace {

constexpr double two_pi = 2 * std::numbers::pi;
constexpr double from = 0.02, to = 0.04;

// Points as a simulator chooses them: steps between a tenth and all of `step`.
std::vector<double> unequal_times(double step) {
    std::mt19937_64 random(20240229);
    std::uniform_real_distribution<double> part(0.1, 1);
    std::vector<double> time;
    for (double t = from; t <= to; t += step * part(random)) time.push_back(t);
    return time;
}

std::vector<double> sampled(const std::vector<double>& time, const std::function<double(double)>& value) {
    std::vector<double> values;
    for (const double t : time) values.push_back(value(t));
    return values;
}

double tone(double t, double hertz, std::complex<double> phasor) {
    return std::real(phasor * std::polar(1.0, two_pi * hertz * t));
}

double error_db(std::complex<double> is, std::complex<double> expected) {
    return std::abs(20 * std::log10(std::abs(is) / std::abs(expected)));
}

TEST(ToneFit, finds_two_tones_over_a_drift_at_unequal_time_points) {
    const std::complex<double> ground(0.3, -0.4), signal(-1.2, 0.5);
    const std::vector<double> time = unequal_times(5e-6);
    const auto wave = [&](double t) {
        // a coupling capacitor that settles over twelve windows
        return tone(t, 1000, ground) + tone(t, 1250, signal) + 0.2 + 0.5 * std::exp(-t / 0.25);
    };
    const std::vector<double> tones = {1000, 1250};
    const ToneFit fit = fit_tones(time, sampled(time, wave), tones);
    EXPECT_LT(std::abs(fit.phasors.at(0) - ground), 1e-9 * std::abs(ground));
    EXPECT_LT(std::abs(fit.phasors.at(1) - signal), 1e-9 * std::abs(signal));
    EXPECT_LT(fit.residual_rms, 1e-9);
}

TEST(ToneFit, follows_an_exponential_as_slow_as_its_window_to_a_part_in_a_million) {
    const std::complex<double> ground(1e-3, 2e-3), signal(1, 0);
    const std::vector<double> time = unequal_times(5e-6);
    const std::vector<double> tones = {1000, 1250};
    const ToneFit fit = fit_tones(time,
                                  sampled(time,
                                          [&](double t) {
                                              return tone(t, 1000, ground) + tone(t, 1250, signal) +
                                                     0.1 * std::exp(-t / 0.02);
                                          }),
                                  tones);
    EXPECT_LT(std::abs(fit.phasors.at(0) - ground), 1e-6 * std::abs(signal));
}

TEST(ToneFit, finds_a_tone_120_dB_below_the_other_to_a_thousandth_of_a_decibel) {
    const std::complex<double> ground(0.6e-6, 0.8e-6), signal(0.8, -0.6);
    const std::vector<double> time = unequal_times(5e-6);
    const std::vector<double> tones = {1000, 1250};
    const ToneFit fit = fit_tones(
        time,
        sampled(time, [&](double t) { return tone(t, 1000, ground) + tone(t, 1250, signal) + 1e-3 * t; }),
        tones);
    EXPECT_LT(error_db(fit.phasors.at(0), ground), 1e-3);
}

TEST(ToneFit, counts_phase_from_time_zero_and_not_from_the_window) {
    const std::vector<double> time = unequal_times(5e-6);
    const std::vector<double> tones = {1000};
    const ToneFit cosine =
        fit_tones(time, sampled(time, [](double t) { return std::cos(two_pi * 1000 * t); }), tones);
    EXPECT_LT(std::abs(cosine.phasors.at(0) - 1.0), 1e-12);
    const ToneFit sine =
        fit_tones(time, sampled(time, [](double t) { return std::sin(two_pi * 1000 * t); }), tones);
    EXPECT_LT(std::abs(sine.phasors.at(0) - std::complex<double>(0, -1)), 1e-12);
}

TEST(ToneFit, leaves_what_is_neither_tone_nor_drift_to_the_residual) {
    const std::vector<double> time = unequal_times(5e-6);
    const std::vector<double> tones = {1000};
    const ToneFit fit = fit_tones(
        time,
        sampled(time,
                [](double t) { return std::cos(two_pi * 1000 * t) + 0.01 * std::cos(two_pi * 3000 * t); }),
        tones);
    EXPECT_NEAR(fit.residual_rms, 0.01 / std::numbers::sqrt2, 1e-4);
    EXPECT_LT(std::abs(fit.phasors.at(0) - 1.0), 1e-3);
}

TEST(ToneFit, has_no_residual_for_a_polynomial_of_fifth_order) {
    const std::vector<double> time = unequal_times(5e-6);
    const std::vector<double> tones = {1000};
    const auto drift = [](double t) {
        const double x = (t - 0.03) / 0.01;
        return 1 - x + 2 * x * x - 0.5 * std::pow(x, 3) + 0.1 * std::pow(x, 4) - 3 * std::pow(x, 5);
    };
    const ToneFit fit = fit_tones(time, sampled(time, drift), tones);
    EXPECT_LT(std::abs(fit.phasors.at(0)), 1e-11);
    EXPECT_LT(fit.residual_rms, 1e-11);
}

TEST(ToneFit, asks_for_twice_as_many_points_as_unknowns) {
    const std::vector<double> tones = {1000, 1250};  // 4 unknowns, and 6 of the drift
    std::vector<double> time;
    for (int i = 0; i < 19; ++i) time.push_back(from + i * 1e-3);
    EXPECT_THROW(fit_tones(time, time, tones), std::invalid_argument);
    time.push_back(from + 19e-3);
    EXPECT_NO_THROW(fit_tones(time, time, tones));
    EXPECT_THROW(fit_tones({}, {}, tones), std::invalid_argument);
}

}  // namespace
}  // namespace pin3
