// Links beyond what is linear, against Fourier series and closed forms.
#include "response/measured.hpp"
#include "transient/clip_points.hpp"
#include "transient/tone_fit.hpp"
#include "transient/transient.hpp"

#include <algorithm>

namespace pin3 {
namespace {

TimeSeries simulated(const LinkPtr& link, const TransientPlan& plan) {
    const TransientRun run{link, plan};
    TransientResult result = run_transients({&run, 1}, "test", simulator()).at(0);
    if (result.failure) throw std::runtime_error(result.failure->diagnostic.message);
    return std::move(result.series);
}

// Peaks of the harmonics of the output, from the time on.
std::vector<double> harmonics(const TimeSeries& series, double hertz, int count, double from_s) {
    std::vector<double> frequencies, peaks;
    for (int n = 1; n <= count; ++n) frequencies.push_back(n * hertz);
    const std::size_t begin = series.from(from_s);
    for (const Complex& phasor : fit_tones(std::span(series.time_s).subspan(begin),
                                           std::span(series.out_volts).subspan(begin), frequencies)
                                     .phasors)
        peaks.push_back(std::abs(phasor));
    return peaks;
}

double highest(const TimeSeries& series, double from_s) {
    return *std::max_element(series.out_volts.begin() + static_cast<std::ptrdiff_t>(series.from(from_s)),
                             series.out_volts.end());
}

const std::string fast = "opamp fast : behavioural { gbw = 100 MHz, headroom = 5 V }\n";

Description with(const std::string& opamp, const std::string& output, const std::string& input,
                 const std::string& between = "none") {
    return described(opamp + link_text(output, "none", input, between));
}

// Harmonic n of a sine of peak A clipped at L = A sin(t): b_1 = 2A/pi (t + sin t cos t) and, for odd n,
// b_n = 2A/pi (sin((n-1)t)/(n-1) + sin((n+1)t)/(n+1)) ... less the constant part; here by summing it up.
TEST(LargeSignal, a_clipped_sine_has_its_fourier_series) {
    const Description description =
        with(fast, "unbalanced { rout = 0.001 }", "difference { r = 10k, opamp = fast }");
    const TransientPlan plan{{{1000, 15}}, {}, 0, {}, 0.006, 2e-6};
    const std::vector<double> peaks = harmonics(simulated(description.links[0], plan), 1000, 15, 0.002);
    for (const int n : {1, 3, 5, 7}) {
        double expected = 0;
        for (int i = 0; i < 20000; ++i) {
            const double t = two_pi * (i + 0.5) / 20000;
            expected += std::clamp(15 * std::sin(t), -10.0, 10.0) * std::sin(n * t) / 10000;
        }
        // the limit is soft by some 50 mV of 10 V
        EXPECT_NEAR(peaks[static_cast<std::size_t>(n) - 1], std::abs(expected), 0.1) << n;
    }
    EXPECT_LT(peaks[1], 0.01);  // no even ones
}

// Far beyond its slew rate an amplifier makes a triangle of that slope, whatever the signal.
TEST(LargeSignal, an_op_amp_too_slow_makes_a_triangle) {
    const std::string slow = "opamp slow : behavioural { gbw = 10 MHz, slew = 0.5 V/us }\n";
    const Description description =
        with(slow, "unbalanced { rout = 0.001 }", "difference { r = 10k, opamp = slow }");
    const TransientPlan plan{{{20e3, 13}}, {}, 0, {}, 0.002, 2e-7};
    EXPECT_NEAR(highest(simulated(description.links[0], plan), 0.001), 0.5e6 / (4 * 20e3), 0.3);
    const TransientPlan gentle{{{20e3, 1}}, {}, 0, {}, 0.002, 2e-7};
    EXPECT_NEAR(highest(simulated(description.links[0], gentle), 0.001), 1, 0.01);
}

// 10 mA into 100 ohm are 1 V; the other leg has -5 V, and the receiver puts out the difference
TEST(LargeSignal, an_op_amps_current_ends_at_its_limit) {
    const std::string weak =
        "opamp weak : behavioural { gbw = 10 MHz, r_out = 20, slew = 10 V/us, current_limit = 10 mA }\n";
    const Description description =
        with(weak, "symmetric { rout = 0.001, opamp = weak }", "measured { z_hot = 100, z_cold = 1meg }");
    const TransientPlan plan{{{1000, 10}}, {}, 0, {}, 0.004, 2e-6};
    EXPECT_NEAR(highest(simulated(description.links[0], plan), 0.002), 1 + 5, 0.06);
}

// Two op-amps that both limit their current into one floating load: +10 mA and -10 mA through 200 ohm are 2
// V.
TEST(LargeSignal, two_op_amps_limit_into_one_floating_load) {
    const std::string weak =
        "opamp weak : behavioural { gbw = 10 MHz, r_out = 20, slew = 10 V/us, current_limit = 10 mA }\n";
    for (const double peak : {3.0, 10.0, 30.0}) {
        const Description description =
            with(weak, "symmetric { rout = 1, opamp = weak }",
                 "measured { z_differential = 200, z_hot = 1meg, z_cold = 1meg }");
        const TransientPlan plan{{{1000, peak}}, {}, 0, {}, 0.004, 1e-5};
        EXPECT_NEAR(highest(simulated(description.links[0], plan), 0.002), 2, 0.05) << peak;
    }
}

// An output impedance is not what makes a limit: without one it is the same.
TEST(LargeSignal, a_current_is_limited_without_an_output_impedance_too) {
    const Description description =
        with("opamp stiff : behavioural { gbw = 10 MHz, slew = 10 V/us, current_limit = 1 mA }\n",
             "symmetric { rout = 50, opamp = stiff }", "measured { z_hot = 1k, z_cold = 1k }");
    const TransientPlan plan{{{1000, 8}}, {}, 0, {}, 0.004, 2e-6};
    // 1 V on hot; on cold the inverter's own 10 kohm takes 0.1 mA
    EXPECT_NEAR(highest(simulated(description.links[0], plan), 0.002), 1.9, 0.04);
}

// What the inputs have in common reaches the output no faster than its slew rate either: a common mode far
// above cmrr_corner, whose rejection is 0 dB there.
TEST(LargeSignal, a_common_mode_slews_too) {
    const std::string poor =
        "opamp poor : behavioural { gbw = 10 MHz, slew = 0.5 V/us, cmrr = 20 dB, cmrr_corner = 1 kHz }\n";
    const Description description =
        with(poor, "unbalanced { rout = 0.001 }", "difference { r = 10k, opamp = poor }");
    const TransientPlan plan{{{500e3, 20}}, {}, 0, {}, 0.0001, 1e-8};
    const TimeSeries series = simulated(description.links[0], plan);
    double fastest = 0;
    for (std::size_t i = series.from(1e-5); i < series.time_s.size(); ++i)
        fastest = std::max(fastest, std::abs(series.out_volts[i] - series.out_volts[i - 1]) /
                                        (series.time_s[i] - series.time_s[i - 1]));
    EXPECT_LT(fastest, 2 * 0.5e6 * 1.01);
    EXPECT_GT(fastest, 0.5e6);
}

// i = flux/L (1 + (flux/most)^8) and sin^9 = (126 sin - 84 sin 3x + 36 sin 5x - ...)/256: at the level of
// saturation the third harmonic of the current is 84/256 of flux/L, which drops over the source's 10 + 40
// ohm.
TEST(LargeSignal, a_core_saturates_by_its_flux) {
    const Description description = described(
        link_text("transformer { rout = 10, rdc_primary = 40, lm = 20 H, leakage = 0, saturation = 10 V, "
                  "c_interwinding = 0, c_winding = 0 }",
                  "none", "measured { z_hot = 1meg, z_cold = 1meg }"));
    const double peak = 10 * std::sqrt(2.0), amperes = peak / (two_pi * 20 * 20);
    const TransientPlan plan{{{20, peak}}, {}, 0, {}, 3, 1e-4};
    const std::vector<double> peaks = harmonics(simulated(description.links[0], plan), 20, 9, 2.5);
    EXPECT_NEAR(peaks[2] / (amperes * 84 / 256 * 50), 1, 0.05);
    EXPECT_NEAR(peaks[4] / (amperes * 36 / 256 * 50), 1, 0.05);
    const TransientPlan higher{{{200, peak}}, {}, 0, {}, 0.03, 1e-5};
    const std::vector<double> clean = harmonics(simulated(description.links[0], higher), 200, 9, 0.01);
    EXPECT_LT(clean[2], 1e-4 * peaks[2]);
}

// The flux of a sine of V at f against its limit, V_sat at 20 Hz: r = (V/V_sat) (20/f). sin^9 = (126 sin x -
// 84 sin 3x + 36 sin 5x - 9 sin 7x + sin 9x)/256, so that harmonic n of the current is r^8 c_n V/(w L), which
// drops over the 50 ohm of the source and the 40 of the wire.
double saturation_thd(double henry, double over_db, double hertz) {
    const double r = std::pow(10, over_db / 20) * 20 / hertz, ohm = 90;
    const double share = std::sqrt(84.0 * 84 + 36 * 36 + 9 * 9 + 1) / 256;
    return std::pow(r, 8) * share * ohm / (two_pi * hertz * henry);
}

// Settling by itself would take L/R, 222 and 22 ms.
TEST(ClipPoints, of_a_saturating_transformer_are_not_those_of_its_start) {
    const auto found = [](const std::string& figures) {
        const Measured measured(
            link_text("transformer { rout = 50, rdc_primary = 40, leakage = 0, " + figures + " }", "none",
                      "difference { r = 1meg }"));
        return clip_points(measured.all, simulator()).links.at(0);
    };
    const double twenty = saturation_thd(20, 33, 1000), two = saturation_thd(2, 31, 1000);
    EXPECT_NEAR(100 * twenty, 0.0102, 0.0003);
    EXPECT_NEAR(20 * std::log10(two), -75.6, 0.1);
    EXPECT_NEAR(found("lm = 20 H, saturation = -17 dBu, level = 16 dBu").thd / twenty, 1, 0.03);
    EXPECT_NEAR(found("lm = 2 H, saturation = -17 dBu, level = 14 dBu").thd / two, 1, 0.03);
    // the same core at 20 Hz, 2 dB below its saturation
    const double low = saturation_thd(20, -2, 20);
    EXPECT_NEAR(found("lm = 20 H, saturation = 6 dBu, level = 4 dBu").thd_low.value() / low, 1, 0.05);
}

// The current of the ground's loop lags behind its voltage by a quarter of a period: begun at once it would
// have an offset of its own peak that goes with L/R, 10 mH over 85 milliohm, 118 ms.
TEST(SourceWave, that_fades_in_leaves_no_offset_in_an_inductor) {
    const double henry = 0.01, ohm = 0.085, hertz = 1000, step = 1e-7;
    const auto offset = [&](double fade_s) {
        SourceWave wave{"v_signal", {{hertz, 1}}, 0, {}, fade_s};
        double amperes = 0, sum = 0;
        int count = 0;
        // the mean over the ninth period
        for (int i = 0; i < 90000; ++i) {
            amperes += step / henry * (wave.at(i * step) - ohm * amperes);
            if (i >= 80000) sum += amperes, ++count;
        }
        return sum / count / (1 / (two_pi * hertz * henry));
    };
    EXPECT_NEAR(offset(0), 1, 0.1);
    EXPECT_LT(std::abs(offset(0.004)), 0.002);
    EXPECT_LT(std::abs(offset(0.008)), 0.001);
}

TEST(SourceWave, that_fades_in_is_itself_behind_that) {
    SourceWave wave{"v_signal", {{1000, 2}}, 0, {}, 0.004};
    EXPECT_EQ(wave.at(0), 0);
    EXPECT_NEAR(wave.at(0.00225), 2 * (0.5625 - std::sin(two_pi * 0.5625) / two_pi), 1e-12);
    EXPECT_NEAR(wave.at(0.00425), 2, 1e-12);
}

// An input stage of 4 R halves the common mode before its op-amp, whose inputs take 15 - 1.5 V: 27 V. An
// instrumentation amplifier's followers take all of it.
TEST(ClipPoints, of_the_common_mode_are_those_of_the_op_amps_inputs) {
    const std::string opamp = "opamp usual : behavioural { gbw = 10 MHz }\n";
    const Measured measured(
        opamp +
        "output o : unbalanced { rout = 100 }\nground g : mains\ninput d : difference { r = 10k, "
        "opamp = usual }\ninput i : instrumentation { r = 10.1k, opamp = usual }\n"
        "link plain = o -> d @ g\nlink followers = o -> i @ g\n");
    const ClipPointsFound found = clip_points(measured.all, simulator());
    ASSERT_TRUE(found.failures.empty());
    // what is beyond 27 V has to make 41 % of what comes through at 46 dB; the search is good to 0.9 %
    EXPECT_NEAR(found.links.at(0).common_mode_volts.value_or(0), 27.4, 0.5);
    // a small programme is there for 2/pi asin(13.5 V/U) of the time: 3 dB less of it at 15.06 V
    EXPECT_GT(found.links.at(1).common_mode_volts.value_or(0), 13.5);
    EXPECT_LT(found.links.at(1).common_mode_volts.value_or(0), 15.06 * 1.009);
    // 13.5 V peak, and a little more for 1 % of THD: the clipping angle of 1 % is at 1.04 of the limit
    EXPECT_NEAR(found.links.at(0).signal_volts.value_or(0), 13.5 * 1.04 / std::sqrt(2.0), 0.3);
    EXPECT_LT(found.links.at(0).thd, 1e-6);
    EXPECT_LT(found.links.at(0).imd.value_or(1), 1e-5);
}

// An output of 20 dBu nominal whose op-amp has 2 V peak: the limit is 15 dB below nominal, not at it.
TEST(ClipPoints, of_the_signal_are_found_below_nominal_too) {
    const Measured measured("opamp low : behavioural { gbw = 10 MHz, headroom = 14.5 V }\n" +
                            link_text("unbalanced { rout = 100, level = 20 dBu }", "none",
                                      "difference { r = 10k, opamp = low }"));
    const ClipPointsFound found = clip_points(measured.all, simulator());
    ASSERT_EQ(found.links.size(), 1u);
    EXPECT_GT(found.links[0].thd, 0.1);
    EXPECT_NEAR(found.links[0].signal_volts.value_or(0), 0.5 * 1.04 * 1.01 / std::sqrt(2.0), 0.03);
    EXPECT_FALSE(found.links[0].signal_broke_off);
}

TEST(ClipPoints, of_a_link_without_limits_are_none) {
    const Measured measured(link_text("impedance_balanced", "none", "difference { r1 = 10.1k }", "mains"));
    const ClipPointsFound found = clip_points(measured.all, simulator());
    ASSERT_EQ(found.links.size(), 1u);
    EXPECT_FALSE(found.links[0].signal_volts);
    EXPECT_FALSE(found.links[0].common_mode_volts);
}

// A floating chassis behind 1 nF needs megavolts for some hundred volts: their rounding is no limit.
TEST(ClipPoints, of_a_passive_link_are_not_looked_for_in_rounding) {
    const Measured measured(link_text("unbalanced { rout = 50 }", "coax { length = 2 m, r_shield = 134m }",
                                      "unbalanced { r = 10k }", "supply"));
    const ClipPointsFound found = clip_points(measured.all, simulator());
    ASSERT_EQ(found.links.size(), 1u);
    EXPECT_FALSE(found.links[0].common_mode_volts);
}

TEST(SourceWave, adds_tones_and_samples) {
    SourceWave wave{"v_signal", {{1000, 2}}, 48000, {}};
    for (int i = 0; i < 4800; ++i) wave.samples.push_back(std::cos(two_pi * 1000 * i / 48000.0));
    for (const double t : {0.01, 0.0123456, 0.05})
        EXPECT_NEAR(wave.at(t), 2 * std::sin(two_pi * 1000 * t) + std::cos(two_pi * 1000 * t), 1e-4) << t;
    EXPECT_NEAR(wave.at(1.00025), 2, 1e-9);  // behind the samples
}

// With a contact of 10 milliohm in the way. Tones through the worker's callback are what ngspice's own sine
// is.
TEST(SourceWave, drives_a_source_that_the_deck_calls_external) {
    const LinkPtr link = linked("unbalanced { rout = 1k }", "none", "unbalanced { r = 1k }").links.at(0);
    const TransientPlan plan{{{1000, 2}}, {}, 0, {}, 0.003, 1e-6};
    const TimeSeries series = simulated(link, plan);
    for (std::size_t i = 0; i < series.time_s.size(); i += 97)
        EXPECT_NEAR(series.out_volts[i], 2000 / 2000.01 * std::sin(two_pi * 1000 * series.time_s[i]), 1e-6);
}

}  // namespace
}  // namespace pin3
