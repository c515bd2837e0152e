#include "output_rig.hpp"

#include <fmt/format.h>

#include <numbers>

namespace pin3 {
namespace {

using Value = std::complex<double>;

Value henry(double value, double hertz) {
    return {0, 2 * std::numbers::pi * hertz * value};
}

Value farad(double value, double hertz) {
    return 1.0 / Value{0, 2 * std::numbers::pi * hertz * value};
}

Value parallel(Value a, Value b) {
    return a * b / (a + b);
}

// Nothing but the ideal transformer, its wire and its core.
const std::string bare =
    "rdc_primary = 60, rdc_secondary = 40, lm = 5 H, leakage = 10 mH, rout = 20, c_interwinding = 0, "
    "c_winding = 0";

// Z_secondary = rdc_secondary + ((rout + rdc_primary + jw leakage) parallel to jw lm) / ratio^2
TEST(OutputTransformer, shows_the_primary_side_divided_by_the_square_of_the_ratio) {
    for (const double ratio : {1.0, 2.0, 0.5})
        for (const double hertz : {20.0, 1e3, 20e3}) {
            const PinsSeen seen =
                pins_seen(fmt::format("transformer {{ {}, ratio = {} }}", bare, ratio), hertz);
            const Value primary = parallel(80.0 + henry(10e-3, hertz), henry(5, hertz));
            EXPECT_LT(relative_error(seen.z_between, 40.0 + primary / (ratio * ratio)), 1e-6)
                << ratio << hertz;
        }
}

// 1 / (1 + R / jw lm), R = rout + rdc_primary + jw leakage, over what is left of it in the middle of the band
TEST(OutputTransformer, loses_the_bass_to_its_magnetising_inductance) {
    for (const double hertz : {2.0, 20.0}) {
        const PinsSeen seen = pins_seen(fmt::format("transformer {{ {}, ratio = 3 }}", bare), hertz);
        const Value expected = (1 + 10e-3 / 5) / (1.0 + (80.0 + henry(10e-3, hertz)) / henry(5, hertz));
        EXPECT_LT(relative_error(seen.hot - seen.cold, expected), 1e-6);
    }
}

TEST(OutputTransformer, keeps_its_level_whichever_pin_is_grounded) {
    const StagePtr output = described_output("transformer { " + bare + " }");
    for (const std::size_t grounded : {std::size_t{0}, std::size_t{1}}) {
        Rig rig = output_rig(*output);
        Scope scope(rig.circuit, "plug");
        scope.resistor("short", rig.probes[grounded], ground, fixed(1e-3));
        EXPECT_NEAR(std::abs(response(rig, "v_signal", 1 - grounded, 1e3)), 1, 1e-4);
    }
}

// Behind a Faraday shield the capacitances of the secondary's two ends, each behind half of its wire:
// Z = (rdc/2 + 1/(jw C)) / 2, C = c_winding + c_interwinding/2
TEST(OutputTransformer, floats_on_its_capacitances_to_the_shield) {
    const PinsSeen seen = pins_seen(
        "transformer { rdc_secondary = 40, faraday = yes, c_interwinding = 2 nF, c_winding = 300 pF, "
        "c_winding_imbalance = 0 % }",
        10e3);
    EXPECT_LT(relative_error(seen.z_common, (20.0 + farad(1.3e-9, 10e3)) / 2.0), 1e-6);
}

// Without one the interwinding capacitance leads to the primary, which is near the chassis.
TEST(OutputTransformer, floats_on_its_interwinding_capacitance_without_a_shield) {
    const PinsSeen seen = pins_seen("transformer { c_interwinding = 20 nF, c_winding = 0 }", 50);
    EXPECT_LT(relative_error(seen.z_common, farad(20e-9, 50)), 0.01);
}

// Past the shield from the primary's end that is on the chassis: as a capacitance of that pin to the chassis.
// From the driven end: a current of w C V into the pin, V the voltage of the winding's end.
TEST(OutputTransformer, has_a_residual_capacitance_past_its_shield) {
    const std::string wire =
        "rdc_primary = 0.002, rdc_secondary = 0.002, lm = 20 H, leakage = 0, rout = 0, faraday = yes, "
        "c_interwinding = 0, c_winding = 0, c_residual = 100 pF";
    for (const double hertz : {50.0, 1e3, 20e3})
        for (const std::string ends : {"cold_to_hot", "cold_to_cold", "hot_to_hot", "hot_to_cold"}) {
            Rig rig = output_rig(*described_output("transformer { " + wire + ", residual = " + ends + " }"));
            Scope scope(rig.circuit, "bench");
            const Value hot = 1e3, cold = 1e3;
            scope.resistor("hot", rig.probes[0], ground, fixed(1e3));
            scope.resistor("cold", rig.probes[1], ground, fixed(1e3));
            // 1 V between the pins from 0 ohm, both free against the chassis: the current of the capacitance
            // has both resistors to flow through
            const double primary = ends.starts_with("hot") ? 1 : 0;
            const double from_middle = ends.ends_with("hot") ? 0.5 : -0.5;
            const Value middle = parallel(hot, cold);
            const Value expected = (primary - from_middle) * middle / (middle + farad(100e-12, hertz));
            const Value seen =
                (response(rig, "v_signal", 0, hertz) + response(rig, "v_signal", 1, hertz)) / 2.0;
            EXPECT_LT(relative_error(seen, expected), 1e-4) << ends << " " << hertz;
        }
}

TEST(OutputTransformer, is_symmetric_by_its_tap) {
    const PinsSeen seen = pins_seen("transformer { " + bare + ", tap = ground }", 1e3);
    EXPECT_NEAR(std::abs(seen.hot), 0.5, 1e-4);
    EXPECT_LT(relative_error(seen.hot, -seen.cold), 1e-9);
    EXPECT_LT(relative_error(seen.z_common, 40.0 / 4), 1e-6);  // two halves of its wire in parallel
    const Value primary = parallel(80.0 + henry(10e-3, 1e3), henry(5, 1e3));
    EXPECT_LT(relative_error(seen.z_hot, 20.0 + primary / 4.0), 1e-6);
    EXPECT_LT(relative_error(seen.z_between, 40.0 + primary), 1e-6);
}

// C_hot - C_cold over their mean, as it shows between the pins when both are driven together through equal
// resistors.
TEST(OutputTransformer, converts_common_mode_by_the_imbalance_of_its_capacitances) {
    const auto differential = [](const std::string& imbalance) {
        const StagePtr output = described_output(
            "transformer { faraday = yes, c_interwinding = 0, c_winding = 1 nF, c_winding_imbalance = " +
            imbalance + " }");
        const Rig rig = output_balance_rig(*output, Drive::ground_emf);
        return response(rig, "v_middle", 0, 1e3) - response(rig, "v_middle", 1, 1e3);
    };
    EXPECT_LT(std::abs(differential("0 %")), 1e-9);
    EXPECT_LT(relative_error(differential("10 %"), -differential("-10 %")), 1e-3);
    EXPECT_LT(relative_error(differential("20 %"), 2.0 * differential("10 %")), 1e-3);
    EXPECT_GT(std::abs(differential("10 %")), 1e-6);
}

// A floating output has no legs to the chassis that could differ: with 600 ohm more in one leg of the cable's
// far end it keeps the rejection that a tap gives away.
TEST(OutputTransformer, gives_away_its_rejection_with_a_grounded_tap) {
    const auto rejection = [](const std::string& tap) {
        return cmrr(link_of("transformer { faraday = yes, c_interwinding = 500 pF, c_winding = 100 pF, "
                            "c_winding_imbalance = 0 %, tap = " +
                                tap + " }",
                            "none", "difference { r1 = 10.6k, r2 = 10.6k }", "mains"),
                    50);
    };
    EXPECT_GT(rejection("floating"), rejection("ground") + 20);
}

}  // namespace
}  // namespace pin3
