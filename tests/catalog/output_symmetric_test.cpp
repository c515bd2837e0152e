#include "catalog/catalog.hpp"
#include "output_rig.hpp"

#include <numbers>

namespace pin3 {
namespace {

TEST(OutputSymmetric, has_half_the_signal_on_each_leg_and_rout_behind_it) {
    const PinsSeen seen = pins_seen("symmetric { rout = 50, rout_cold = 51 }");
    EXPECT_LT(relative_error(seen.hot, 0.5), 1e-9);
    EXPECT_LT(relative_error(seen.cold, -0.5), 1e-9);
    EXPECT_LT(relative_error(seen.z_hot, 50), 1e-9);
    EXPECT_LT(relative_error(seen.z_cold, 51), 1e-9);
    EXPECT_LT(relative_error(seen.z_between, 101), 1e-9);
    EXPECT_LT(relative_error(seen.z_common, 50.0 * 51 / 101), 1e-9);
}

TEST(OutputSymmetric, coupling_capacitors_stand_in_series_with_each_leg) {
    const PinsSeen seen = pins_seen("symmetric { rout = 50, couple = 47uF, couple_cold = none }", 20);
    const std::complex<double> expected{50, -1 / (2 * std::numbers::pi * 20 * 47e-6)};
    EXPECT_LT(relative_error(seen.z_hot, expected), 1e-7);
    EXPECT_LT(relative_error(seen.z_cold, 50), 1e-9);
}

// BBC: |V_hot - V_cold| over the middle of two 300 ohm. With a gain error e and amplifiers of 0 ohm (2 + e) /
// (e / 2): 52.1 dB for 1 %.
TEST(OutputSymmetric, gain_error_shows_in_the_bbcs_balance) {
    for (const auto& [percent, db] : {std::pair{"1 %", 52.08}, std::pair{"0.1 %", 72.05}}) {
        const StagePtr output =
            described_output(std::string("symmetric { rout = 0, gain_error = ") + percent + " }");
        const Rig rig = output_balance_rig(*output, Drive::signal);
        const auto hot = response(rig, "v_signal", 0, 1e3);
        const auto cold = response(rig, "v_signal", 1, 1e3);
        const auto middle = response(rig, "v_signal", 2, 1e3);
        EXPECT_NEAR(decibel((hot - cold) / middle), db, 0.01) << percent;
    }
}

// A_cm = (r1 r4 - r2 r3) / (r1 (r3 + r4)) of the receiver, the legs of the source added to r1 (cold) and r3
// (hot).
TEST(OutputSymmetric, rejects_as_well_as_an_impedance_balanced_one_with_the_same_legs) {
    const auto ground_of = [](const std::string& output) {
        return ground_gain(link_of(output, "none", "difference", "mains"), 1e3);
    };
    const auto symmetric = ground_of("symmetric { rout_hot = 100, rout_cold = 101 }");
    const auto balanced = ground_of("impedance_balanced { rout = 100, pin3 = 101 }");
    const double expected = (10101.0 - 10100) * 10e3 / (10101 * 20100.0);  // -86.15 dB
    EXPECT_NEAR(decibel(symmetric), decibel(expected), 0.001);
    EXPECT_NEAR(decibel(balanced), decibel(expected), 0.001);
    EXPECT_LT(relative_error(symmetric, balanced), 1e-9);
}

TEST(OutputSymmetric, gain_error_does_not_touch_the_rejection) {
    const auto ground_of = [](const std::string& output) {
        return ground_gain(link_of(output, "none", "difference", "mains"), 1e3);
    };
    EXPECT_LT(relative_error(ground_of("symmetric { rout_cold = 51, gain_error = 5 % }"),
                             ground_of("symmetric { rout_cold = 51 }")),
              1e-9);
}

// Closed loop: a follower r_out / (1 + A), an inverting amplifier of gain 1 r_out / (1 + A/2); both on top of
// rout. The inverter's own 20k at its output are in parallel, 1e-6 of it.
TEST(OutputSymmetric, real_amplifiers_add_their_closed_loop_impedance) {
    const std::string opamp = "opamp small : behavioural { gain = 60 dB, gbw = 1 MHz, r_out = 100 }";
    const PinsSeen seen = pins_seen(*described_output("symmetric { rout = 50, opamp = small }", opamp), 1e3);
    const std::complex<double> gain = 1000.0 / std::complex<double>{1, 1};  // corner at gbw / gain = 1 kHz
    EXPECT_LT(relative_error(seen.z_hot, 50.0 + 100.0 / (1.0 + gain)), 1e-6);
    EXPECT_LT(relative_error(seen.z_cold, 50.0 + 100.0 / (1.0 + gain / 2.0)), 1e-4);
    EXPECT_LT(relative_error(seen.hot, 0.5 * gain / (1.0 + gain)), 1e-6);
    EXPECT_LT(relative_error(seen.cold, -0.5 * gain / (2.0 + gain)), 1e-4);
}

}  // namespace
}  // namespace pin3
