#include "output_rig.hpp"

namespace pin3 {
namespace {

TEST(OutputGroundCancelling, has_the_signal_on_hot_and_only_resistors_on_cold) {
    const PinsSeen seen = pins_seen("ground_cancelling { rout = 100, r = 10k }");
    EXPECT_LT(relative_error(seen.hot, 1), 3e-5);
    EXPECT_LT(std::abs(seen.cold), 1e-9);
    EXPECT_LT(relative_error(seen.z_hot, 100), 1e-6);
    EXPECT_LT(relative_error(seen.z_cold, 20e3), 1e-6);  // r3 + r4
}

TEST(OutputGroundCancelling, adds_what_cold_is_on) {
    const StagePtr output = described_output("ground_cancelling");
    const Rig rig = output_rig(*output);
    const auto hot = response(rig, "i_cold", 0, 1e3);
    const auto cold = response(rig, "i_cold", 1, 1e3);
    EXPECT_LT(relative_error(hot, cold / (1 + 2 / 1e5)), 1e-7);
}

// Into an unbalanced input whose ground cold reaches, what is left of the noise is
// (r1 r3 - r2 r4) / (r1 (r3 + r4)); with r1, r3 1 % up and r2, r4 1 % down 2 · 1 %: 33.98 dB and what 1.01
// makes of it
TEST(OutputGroundCancelling, cancels_the_ground_of_an_unbalanced_input_as_its_resistors_match) {
    const auto left = [](const std::string& output) {
        // high r: the input's current through rout is no part of the formula
        return ground_gain(link_of(output, "none", "unbalanced { r = 100meg }", "mains { impedance = 1 }"),
                           50);
    };
    const std::string off = "ground_cancelling { rout = 0, r1 = 10.1k, r2 = 9.9k, r3 = 10.1k, r4 = 9.9k }";
    const double residue = (10.1 * 10.1 - 9.9 * 9.9) / (10.1 * 20);
    EXPECT_NEAR(decibel(left(off)), decibel(residue), 0.02);
    EXPECT_LT(decibel(left("ground_cancelling { rout = 0 }")), -90);
}

// Into legs of 20k hot follows cold, and only the current through rout makes a difference: rout / (Z_leg + r3
// + r4) at the pins, and the receiver's r1 and r3 in series with that: 20k/20.1k of it.
TEST(OutputGroundCancelling, unbalances_a_balanced_input_by_its_rout) {
    const auto gain = ground_gain(
        link_of("ground_cancelling { rout = 100 }", "none", "difference { r = 10k }", "mains"), 1e3);
    EXPECT_NEAR(decibel(gain), decibel(100.0 / 40e3), 0.1);
}

}  // namespace
}  // namespace pin3
