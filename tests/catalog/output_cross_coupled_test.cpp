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

// With a capacitor C in each sense line A1 has, of its drive V and the pin P that it senses,
//   2 (V (r2 + 1/jwC) + P r1) / (r1 + r2 + 1/jwC),
// and each pin is loaded by r1 + r2 + 1/jwC that comes from the drive of the other half. Two equations, all
// parts equal: P = out - rout (P + V) / (2r + 1/jwC), and the other pin its negative.
TEST(OutputCrossCoupled, with_capacitors_in_its_sense_lines_keeps_each_pin_to_itself_below_them) {
    const double r = 10e3, rout = 50, l = rout / (2 * r);
    const double drive = (2 + l) / (2 * (1 - l));  // for 1 V at the pins in the middle of the band
    for (const double hertz : {0.001, 0.5, 5.0, 50.0, 1e3, 20e3}) {
        const std::complex<double> c = 1.0 / std::complex<double>{0, two_pi * hertz * 10e-6};
        const std::complex<double> whole = 2 * r + c;
        // hot = g (V (r + c) + cold r) / whole - rout (hot + V)/whole with cold = -hot; cold's r6 hangs on
        // hot
        const double g = 2 * closed;
        const std::complex<double> hot =
            drive * (g * (r + c) - rout) / whole / (1.0 + g * r / whole + rout / whole);
        const PinsSeen seen = pins_seen("cross_coupled { couple_sense = 10 uF }", hertz);
        EXPECT_LT(relative_error(seen.hot, hot), 1e-4) << hertz;
        EXPECT_LT(relative_error(seen.cold, -hot), 1e-4) << hertz;
        // both pins alike: k = g r / whole comes back
        const std::complex<double> common = 0.5 / ((1.0 - g * r / whole) / rout + 1.0 / whole);
        EXPECT_LT(relative_error(seen.z_common, common), 1e-4) << hertz;
    }
    EXPECT_NEAR(std::abs(pins_seen("cross_coupled { couple_sense = 10 uF }", 1e-3).hot), 2 * drive, 0.01);
    EXPECT_NEAR(std::abs(pins_seen("cross_coupled { couple_sense = 10 uF }", 1e-3).z_common), rout / 2, 0.01);
}

TEST(OutputCrossCoupled, takes_one_capacitor_alone) {
    const PinsSeen seen = pins_seen("cross_coupled { couple_sense_cold = 10 uF }", 0.001);
    // A2 senses hot as ever, A1 nothing: cold follows hot
    EXPECT_NEAR(std::abs(seen.hot - seen.cold), 1, 0.02);
    EXPECT_NEAR(std::abs(seen.z_hot), 50, 0.5);
}

// What `pin3 explain` says of k = 0.985 and of the DRV134's 1.6 kohm, held against the stage.
TEST(OutputCrossCoupled, is_explained_by_the_impedances_that_it_has) {
    const auto common = [](double k) {
        // k = 2 r1 / (r1 + r2) with r2 = 10k
        const double r1 = k / (2 - k) * 10e3;
        return std::abs(
            pins_seen("cross_coupled { r1 = " + std::to_string(r1) + ", r5 = " + std::to_string(r1) + " }")
                .z_common);
    };
    EXPECT_NEAR(common(0.985), 1.43e3, 10);
    EXPECT_NEAR(common(0.987), 1.6e3, 20);
    const std::string_view said = find_kind(Role::output, "cross_coupled")->formula;
    EXPECT_NE(said.find("k = 0.985 Z is 1.43 kohm"), std::string_view::npos);
    EXPECT_NE(said.find("k = 0.987"), std::string_view::npos);
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
