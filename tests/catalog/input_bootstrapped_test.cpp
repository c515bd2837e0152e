#include "described.hpp"

namespace pin3 {
namespace {

constexpr double probe_ohm = 1e3;

// Common-mode impedance of both legs together, measured with a resistor in each.
std::complex<double> common_impedance(const Stage& input, double hertz) {
    const Rig rig = input_rig(input, probe_ohm, probe_ohm);
    const std::complex<double> hot = response(rig, "v_common", 1, hertz);
    const std::complex<double> cold = response(rig, "v_common", 2, hertz);
    const std::complex<double> current = (1.0 - hot) / probe_ohm + (1.0 - cold) / probe_ohm;
    return (hot + cold) / 2.0 / current;
}

// With X on COM, k = (A / (1 + A))^2 of follower and buffer, and V on both pins:
//   Z = (Rb/2) (2/Rb + 1/Rc + sC) / (1/Rc + (1 - k) sC)
std::complex<double> closed_form(double r_bias, double r_common, double c_boot, double hertz) {
    const std::complex<double> sc(0, two_pi * hertz * c_boot);
    const double one_less_k = 1 - std::pow(1e5 / (1 + 1e5), 2);
    return r_bias / 2 * (2 / r_bias + 1 / r_common + sc) / (1 / r_common + one_less_k * sc);
}

TEST(InputBootstrapped, has_the_common_mode_impedance_of_the_bootstraps_closed_form) {
    const StagePtr input = described_input("bootstrapped { r_bias = 24k, r_common = 33k, c_boot = 47u }");
    for (const double hertz : {1.0, 60.0, 1e3, 20e3}) {
        const std::complex<double> expected = closed_form(24e3, 33e3, 47e-6, hertz);
        EXPECT_NEAR(std::abs(common_impedance(*input, hertz) / expected - 1.0), 0, 1e-6) << hertz << " Hz";
    }
}

TEST(InputBootstrapped, has_36_kohm_without_its_capacitor) {
    // 24k / 2 + 24k
    const StagePtr input = described_input("bootstrapped { c_boot = 0 }");
    EXPECT_NEAR(common_impedance(*input, 60).real(), 36e3, 1e-3);
}

TEST(InputBootstrapped, comes_to_the_megohms_that_the_that_1200_has) {
    // THAT 1200 [pub]: 10 Mohm at 60 Hz; the ideal network's 24 Mohm leave out the followers' own input
    const double at_60_hz = std::abs(common_impedance(*described_input("bootstrapped"), 60));
    EXPECT_GT(at_60_hz, 10e6);
    EXPECT_LT(at_60_hz, 30e6);
    // 3.2 Mohm at 20 kHz [pub]: 2.5 pF beside it, 1.25 pF at each pin
    const StagePtr stray = described_input("bootstrapped { c_hot = 1.25 pF, c_cold = 1.25 pF }");
    EXPECT_NEAR(std::abs(common_impedance(*stray, 20e3)), 3.2e6, 0.05e6);
}

TEST(InputBootstrapped, loads_the_signal_with_its_bias_resistors) {
    // between the legs 24k + 24k = 48k (THAT 1200 [pub]: 48.0 kohm): each leg's half sees 24k
    const Rig rig = input_rig(*described_input("bootstrapped"), probe_ohm, probe_ohm);
    EXPECT_NEAR(response(rig, "v_differential", 1, 1e3).real(), 0.5 * 24 / 25, 1e-5);
}

TEST(InputBootstrapped, holds_its_rejection_where_the_source_is_unequal) {
    // THAT 1200 [pub]: with 600 ohm in one leg 70 dB at 60 Hz. The ideal network has
    // V_d/V_cm = 600 / (2 Z_cm) with Z_cm = 24 Mohm: 98 dB; the data sheet's four resistors, trimmed to some
    // 0.01 %, set the rest
    const double ideal = input_cmrr(*described_input("bootstrapped"), 600, 0, 60);
    EXPECT_NEAR(ideal, 20 * std::log10(2 * std::abs(closed_form(24e3, 24e3, 220e-6, 60)) / 600), 0.2);
    const double trimmed =
        input_cmrr(*described_input("bootstrapped { r2 = 10.0014k, r3 = 10.0014k }"), 600, 0, 60);
    EXPECT_GT(trimmed, 70);
    // an ordinary input of the same bias resistors: 600 / 24k
    EXPECT_LT(input_cmrr(*described_input("instrumentation { r_bias = 24k }"), 600, 0, 60), 33);
}

}  // namespace
}  // namespace pin3
