// Rejection of inputs alone, against closed forms and data sheets.
#include "figures.hpp"
#include "metrics/iec_cmrr.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace pin3 {
namespace {

// Figures are compared within this where they follow from a formula, dB.
constexpr double near_db = 0.05;

Measured input(const std::string& kind, const std::vector<double>& extra_hz = {}) {
    return Measured("input receiver : " + kind + "\n", extra_hz);
}

// A_cm = (r1 r4 - r2 r3) / (r1 (r3 + r4)), A_dm = (r2/r1 + (1 + r2/r1) r4/(r3 + r4)) / 2; source resistance
// adds to r1 (cold) and r3 (hot).
struct FourResistors {
    double r1, r2, r3, r4;
    double common() const { return (r1 * r4 - r2 * r3) / (r1 * (r3 + r4)); }
    double differential() const { return 0.5 * (r2 / r1 + (1 + r2 / r1) * r4 / (r3 + r4)); }
    double cmrr() const { return 20 * std::log10(std::abs(differential() / common())); }
    std::string text() const {
        return fmt::format("difference {{ r1 = {}, r2 = {}, r3 = {}, r4 = {} }}", r1, r2, r3, r4);
    }
};

TEST(InputCmrr, of_four_resistors_is_56_69_dB_tied_and_54_14_dB_with_10_ohm_in_a_leg) {
    const Measured measured = input("difference { r1 = 10k, r2 = 10.1k, r3 = 9.95k, r4 = 10.02k }");
    // the reference case of the difference amplifier: 56.691194 dB tied, 54.135907 dB after IEC 60268-3
    EXPECT_NEAR(exactly(input_figure(measured, "cmrr_tied")), 56.691194, 2e-5);
    // the other leg is driven from a milliohm and not from 0 ohm: up to 5e-4 dB
    EXPECT_NEAR(exactly(input_figure(measured, "cmrr_iec")), 54.135907, 1e-3);
    const auto both = iec_cmrr(measured.input().at(1000));
    ASSERT_TRUE(both);
    EXPECT_NEAR(both->hot.value, (FourResistors{10e3, 10.1e3, 9.96e3, 10.02e3}.cmrr()), 1e-3);
    EXPECT_NEAR(both->cold.value, (FourResistors{10.01e3, 10.1e3, 9.95e3, 10.02e3}.cmrr()), 1e-3);
    EXPECT_EQ(both->hot_is_worse(), both->hot.value < both->cold.value);
}

// (1 + G) / (4 t): Pallas-Areny and Webster's worst corner, 33.98, 53.98 and 73.98 dB for 1, 0.1 and 0.01 %
// at G = 1
TEST(InputCmrr, of_a_difference_amplifier_at_its_worst_corner_is_one_plus_G_over_4_t) {
    for (const double gain : {1.0, 4.0, 20.0})
        for (const double t : {1e-2, 1e-3, 1e-4}) {
            const FourResistors corner{10e3 * (1 + t), 10e3 * gain * (1 - t), 10e3 * (1 - t),
                                       10e3 * gain * (1 + t)};
            const Measured measured = input(corner.text());
            EXPECT_NEAR(exactly(input_figure(measured, "cmrr_tied")), 20 * std::log10((1 + gain) / (4 * t)),
                        near_db)
                << gain << " " << t;
            EXPECT_NEAR(exactly(input_figure(measured, "cmrr_tied")), corner.cmrr(), 1e-3);
        }
}

TEST(InputCmrr, of_a_difference_amplifier_with_one_resistor_off_is_2_over_delta) {
    // [calc] 46.09, 66.03, 86.02 dB; r1 and r3 come to 0.05 dB less at 1 %
    for (const auto& [off, expected] : {std::pair{1e-2, 46.09}, {1e-3, 66.03}, {1e-4, 86.02}})
        EXPECT_NEAR(exactly(input_figure(input(fmt::format("difference {{ r2 = {:.9g} }}", 10e3 * (1 + off))),
                                         "cmrr_tied")),
                    expected, 0.005);
}

TEST(InputCmrr, of_the_ina134_is_73_98_dB_with_10_ohm_in_a_leg) {
    // INA134 data sheet: "about 74 dB" for 10 ohm against 4 x 25k; 10 / 50010 is 73.98 dB
    EXPECT_NEAR(exactly(input_figure(input("difference { r = 25k }"), "cmrr_iec")), 73.98, near_db);
}

// THAT 1200, document 600033: 3.2 Mohm in common at 20 kHz; with 600 ohm in a leg 65 dB at 20 kHz and 70 dB
// at 60 Hz, which a part may better. 600 ohm against 3.2 Mohm are 75 to 78 dB, with what the op-amps add.
TEST(InputCmrr, of_the_that1200_with_600_ohm_in_a_leg_is_within_its_sheets_bounds) {
    const auto with = [](const std::string& legs) {
        return "use \"products.pin3\"\n" +
               link_text("measured { v_hot = 1, v_cold = 0, " + legs + " }", "none", "that1200");
    };
    const Measured hot(with("z_hot = 600, z_cold = 0"), {60, 20e3}),
        cold(with("z_hot = 0, z_cold = 600"), {60, 20e3});
    const auto worse = [&](double hertz) {
        return std::min(exactly(link_figure(hot, "cmrr", hertz)), exactly(link_figure(cold, "cmrr", hertz)));
    };
    EXPECT_GT(worse(20e3), 65);
    EXPECT_LT(worse(20e3), 78);
    EXPECT_GT(worse(60), 70);
    EXPECT_NEAR(exactly(input_figure(hot, "z_common", 20e3)) / 3.2e6, 1, 0.02);
}

TEST(InputCmrr, of_the_ssm2141_falls_to_80_dB_with_5_ohm_in_a_leg) {
    // SSM2141 data sheet: 100 dB fall to 80 dB with 5 ohm of imbalance
    const Measured measured(link_text("measured { v_hot = 1, v_cold = 0, z_hot = 5, z_cold = 0 }", "none",
                                      "difference { r = 25k }"));
    EXPECT_NEAR(exactly(link_figure(measured, "cmrr", 1000)), 80.00, near_db);
}

TEST(InputCmrr, referred_to_output_and_to_input_differ_by_the_gain) {
    // a gain of 1/2: 6.02 dB
    const Measured measured = input("difference { gain = 0.5, r4 = 5.01k }");
    EXPECT_NEAR(
        exactly(input_figure(measured, "cmrr_tied_rto")) - exactly(input_figure(measured, "cmrr_tied")), 6.02,
        0.01);
    EXPECT_NEAR(exactly(input_figure(measured, "gain")), -6.02, 0.01);
}

TEST(InputCmrr, of_an_instrumentation_amplifier_gains_what_its_first_stage_amplifies) {
    // gain 4: +12.04 dB [calc]
    const auto cmrr = [](const std::string& gain) {
        return exactly(
            input_figure(input("instrumentation { gain = " + gain + ", r1 = 10.01k }"), "cmrr_tied"));
    };
    EXPECT_NEAR(cmrr("4") - cmrr("1"), 12.04, 0.01);
}

TEST(InputCmrr, of_a_perfect_circuit_is_a_bound_and_never_a_made_up_number) {
    const Measured measured = input("difference { r = 10k }");
    for (const char* name : {"cmrr_tied", "cmrr_tied_rto"}) {
        const auto figure = input_figure(measured, name);
        ASSERT_TRUE(figure);
        EXPECT_TRUE(figure->bound) << name << " " << figure->value;
        EXPECT_NEAR(figure->value, 20 * std::log10(1 / gain_floor), 1e-3) << name;
    }
}

TEST(InputCmrr, does_not_exist_for_an_input_without_a_cold_leg) {
    const Measured measured = input("unbalanced");
    for (const char* name : {"cmrr_tied", "cmrr_tied_rto", "cmrr_iec", "z_common"})
        EXPECT_FALSE(input_figure(measured, name)) << name;
    EXPECT_NEAR(exactly(input_figure(measured, "gain")), 0, 1e-4);
    EXPECT_NEAR(exactly(input_figure(measured, "z_differential")), 10e3, 0.1);
}

TEST(InputCmrr, of_rig_readings_is_the_reading) {
    const Measured measured = input("measured { z_hot = 10k, z_cold = 10k, cmrr = 62 dB, gain = 2 }");
    EXPECT_NEAR(exactly(input_figure(measured, "cmrr_tied")), 62, 1e-3);
    EXPECT_NEAR(exactly(input_figure(measured, "cmrr_tied_rto")), 62 - 6.0206, 1e-3);
}

TEST(InputImpedance, of_four_resistors_of_10k_is_20k_between_the_legs_and_10k_for_both) {
    const Measured measured = input("difference { r = 10k }");
    EXPECT_NEAR(exactly(input_figure(measured, "z_differential")), 20e3, 1);
    EXPECT_NEAR(exactly(input_figure(measured, "z_common")), 10e3, 1);
}

// Data sheet: -2.3 dB, 13.0 kohm.
TEST(JensenJt11p1, loses_2_3_dB_and_has_13_kohm) {
    const Measured measured(link_text("symmetric { rout = 25 }", "none", "transformer"));
    EXPECT_NEAR(exactly(input_figure(measured, "gain")), -2.28, near_db);
    EXPECT_NEAR(exactly(input_figure(measured, "z_differential")), 13.0e3, 20);
}

// Data sheet: 107 dB at 60 Hz and 73 dB at 3 kHz from a balanced source of 50 ohm, 100 and 68 dB with 600 ohm
// in one leg. 49 pF an end and 3.4 pF past the shield: w c_residual Z_secondary balanced; with 600 ohm in hot
// the two oppose each other, in cold they add up. The sheet's 68 dB lie between those two.
TEST(JensenJt11p1, rejects_by_its_capacitances_to_the_shield_and_past_it) {
    struct Row {
        const char* source;
        double at_60_hz, at_3_khz;
    };
    for (const Row& row : {Row{"symmetric { rout = 25 }", 108.2, 74.2},
                           {"impedance_balanced { rout = 625, pin3 = 25 }", 103.8, 69.8},
                           {"impedance_balanced { rout = 25, pin3 = 625 }", 95.7, 61.7}}) {
        const Measured measured(link_text(row.source, "none", "transformer"), {60, 3000});
        EXPECT_NEAR(exactly(link_figure(measured, "cmrr", 60)), row.at_60_hz, 0.1) << row.source;
        EXPECT_NEAR(exactly(link_figure(measured, "cmrr", 3000)), row.at_3_khz, 0.1) << row.source;
    }
    const Measured published(link_text("symmetric { rout = 25 }", "none", "transformer"), {60, 3000});
    EXPECT_NEAR(exactly(link_figure(published, "cmrr", 60)), 107, 1.5);
    EXPECT_NEAR(exactly(link_figure(published, "cmrr", 3000)), 73, 1.5);
}

}  // namespace
}  // namespace pin3
