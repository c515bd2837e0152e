#include "catalog/catalog.hpp"
#include "output_rig.hpp"

namespace pin3 {
namespace {

// Of an op-amp of gain A in an amplifier of gain 2: what remains of the closed-loop gain.
const double closed = 1 / (1 + 2 / 1e5);

TEST(OutputCrossCoupled, is_symmetric_with_nothing_connected) {
    const PinsSeen seen = pins_seen("cross_coupled");
    EXPECT_LT(relative_error(seen.hot, 0.5), 1e-4);
    EXPECT_LT(relative_error(seen.cold, -0.5), 1e-4);
}

// With l = rout/2r: Z between the pins 2 rout / (1 + k + l), k the gain from one pin to the other amplifier.
TEST(OutputCrossCoupled, has_rout_between_its_pins) {
    const double load = 50 / 20e3;
    const PinsSeen seen = pins_seen("cross_coupled { rout = 50 }");
    EXPECT_LT(relative_error(seen.z_between, 2 * 50 / (1 + closed + load)), 1e-7);
    EXPECT_NEAR(seen.z_between.real(), 50, 0.1);
}

// 1/Z = 2 [(1 - k)/rout + 1/2r]: r, but for the op-amps' finite gain
TEST(OutputCrossCoupled, has_r_from_both_pins_to_the_chassis) {
    const PinsSeen seen = pins_seen("cross_coupled");
    EXPECT_LT(relative_error(seen.z_common, 0.5 / ((1 - closed) / 50 + 1 / 20e3)), 1e-7);
    EXPECT_NEAR(seen.z_common.real(), 10e3, 100);
}

// The DRV134's common-mode output impedance is published as 1.6 kohm (typical): its 30 kohm resistors with
// one in four 3 % off, k = 2 · 30/60.9, A1 and A2 alike.
TEST(OutputCrossCoupled, has_the_common_impedance_of_a_real_chip_when_its_resistors_differ) {
    const PinsSeen seen = pins_seen("cross_coupled { r = 30k, r2 = 30.9k, r6 = 30.9k }");
    const double k = 2 * 30 / 60.9 * closed;
    EXPECT_LT(relative_error(seen.z_common, 0.5 / ((1 - k) / 50 + 1 / 60.9e3)), 1e-6);
    EXPECT_NEAR(seen.z_common.real(), 1.6e3, 20);
}

// Closed form of both pins from the two equations
//   hot (1 + l1) = a1 V + k1 cold - l1 V,   cold (1 + l2) = -a2 V + k2 hot + l2 V
// at the unit's real values, solved by Cramer's rule.
TEST(OutputCrossCoupled, leans_to_one_side_when_its_resistors_differ) {
    const PinsSeen seen =
        pins_seen("cross_coupled { r1 = 10.005k, r4 = 9.99k, r6 = 10.01k, rout_cold = 50.5 }");
    const double gain1 = 1 + 9.99 / 10;
    const double a1 = gain1 / (1 + gain1 / 1e5) * 10 / 20.005;
    const double k1 = gain1 / (1 + gain1 / 1e5) * 10.005 / 20.005;
    const double a2 = 2 * closed * 10.01 / 20.01;
    const double k2 = 2 * closed * 10 / 20.01;
    const double l1 = 50 / 20.01e3;
    const double l2 = 50.5 / 20.005e3;
    const double determinant = (1 + l1) * (1 + l2) - k1 * k2;
    const double hot = ((a1 - l1) * (1 + l2) - k1 * (a2 - l2)) / determinant;
    const double cold = (-(a2 - l2) * (1 + l1) + k2 * (a1 - l1)) / determinant;
    EXPECT_LT(relative_error(seen.hot / seen.cold, hot / cold), 1e-6);
    EXPECT_GT(std::abs(std::abs(hot / cold) - 1), 0.2);  // tenths of a percent become tens of percent
}

// An unbalanced input whose plug joins pin 3 with the shield: hot rises to (2 + l) / (2 (1 + l)), nearly 1.
TEST(OutputCrossCoupled, loses_no_level_when_pin_3_is_grounded) {
    const PinsSeen seen = pins_seen("cross_coupled");
    const StagePtr output = described_output("cross_coupled");
    Rig rig = output_rig(*output);
    Scope scope(rig.circuit, "plug");
    scope.resistor("cold", rig.probes[1], ground, fixed(1e-6));
    const double load = 50 / 20e3;
    EXPECT_LT(relative_error(response(rig, "v_signal", 0, 1e3), (2 + load) / (2 * (1 + load))), 1e-4);
    EXPECT_GT(std::abs(response(rig, "v_signal", 0, 1e3)), 2 * std::abs(seen.hot) * 0.998);
}

TEST(OutputCrossCoupled, says_when_its_resistors_would_make_it_latch_up) {
    const auto complaint = [](const std::string& values) {
        return complaint_about("output tested : cross_coupled { r = 10k, " + values + " }");
    };
    // the loop takes away l = 50/20k = 0.25 % on either side: 0.2 % more of both is stable, 0.3 % is not
    EXPECT_EQ(complaint("r4 = 10.04k, r8 = 10.04k"), "");
    EXPECT_NE(complaint("r4 = 10.06k, r8 = 10.06k").find("latches up"), std::string::npos);
}

}  // namespace
}  // namespace pin3
