// Outputs: balance, common-mode rejection, impedances and class.
#include "figures.hpp"
#include "metrics/output_class.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace pin3 {
namespace {

Measured output(const std::string& kind) {
    return Measured("output source : " + kind + "\n");
}

TEST(SignalBalance, of_a_gain_error_e_is_2_plus_e_over_half_e) {
    // BBC method at a light load [calc]: 1 % is 52.1 dB, 0.1 % is 72.0 dB
    for (const auto& [percent, expected] : {std::pair{"1", 52.1}, {"0.1", 72.0}}) {
        const Measured measured = output(fmt::format("symmetric {{ rout = 0, gain_error = {} % }}", percent));
        const double e = std::stod(percent) / 100;
        EXPECT_NEAR(exactly(output_figure(measured, "signal_balance")), expected, 0.05);
        EXPECT_NEAR(exactly(output_figure(measured, "signal_balance")), 20 * std::log10((2 + e) / (e / 2)),
                    1e-4);
    }
}

TEST(SignalBalance, falls_by_what_600_ohm_take_from_the_signal) {
    // two legs of 50 ohm: 600 / 700, the middle stays where it was
    const Measured light = output("symmetric { rout = 0, gain_error = 1 % }"),
                   loaded = output("symmetric { rout = 50, gain_error = 1 % }");
    EXPECT_NEAR(
        exactly(output_figure(loaded, "signal_balance")) - exactly(output_figure(light, "signal_balance")),
        20 * std::log10(600.0 / 700), 1e-4);
}

TEST(SignalBalance, is_poor_for_an_impedance_balanced_output_which_rejects_all_the_same) {
    // signal on one leg: (V_hot - V_cold) / V_middle = 300 / (300 + R) . 2 with equal legs R
    const Measured measured = output("impedance_balanced { rout = 100 }");
    EXPECT_NEAR(exactly(output_figure(measured, "signal_balance")), 20 * std::log10(2 * 300.0 / 400), 1e-4);
    EXPECT_TRUE(output_figure(measured, "ocmr")->bound);
}

// Nothing holds the middle: what a meter of 1 Tohm reads there is its own doing. Held by a gigaohm or a
// capacitance it is what the output makes it.
TEST(SignalBalance, of_pins_that_nothing_holds_against_the_chassis_is_undefined) {
    const std::string reading = "measured { v_hot = 1, v_cold = 0, z_hot = 375, z_cold = 375, z_common = ";
    for (const std::string& adrift :
         {reading + "1e12 }", std::string("transformer { c_interwinding = 0, c_winding = 0 }"),
          std::string("transformer { c_interwinding = 0, c_winding = 0, faraday = yes, ratio = 3 }")}) {
        const Measured measured = output(adrift);
        EXPECT_TRUE(measured.output().at(1000).adrift()) << adrift;
        EXPECT_FALSE(output_figure(measured, "signal_balance")) << adrift;
        EXPECT_TRUE(output_figure(measured, "z_differential")) << adrift;
    }
    for (const std::string& held : {reading + "1000meg }", std::string("transformer"),
                                    std::string("symmetric"), std::string("unbalanced { pin3 = open }")})
        EXPECT_FALSE(output(held).output().at(1000).adrift()) << held;
    // 1 V on hot against a middle that is half of it: 2 . 600/1350 with the middle at V_hot - V_d/2
    EXPECT_NEAR(exactly(output_figure(output(reading + "1000meg }"), "signal_balance")),
                20 * std::log10(2 * 300.0 / 675), 0.01);
}

TEST(OutputCommonModeRejection, is_what_two_dividers_with_300_ohm_leave) {
    // V_d = Z_hot / (300 + Z_hot) - Z_cold / (300 + Z_cold)
    for (const auto& [hot, cold] : {std::pair{100.0, 101.0}, {50.0, 55.0}, {1000.0, 10.0}, {75.0, 0.0}}) {
        const double expected = -20 * std::log10(std::abs(hot / (300 + hot) - cold / (300 + cold)));
        EXPECT_NEAR(
            exactly(output_figure(
                output(fmt::format("impedance_balanced {{ rout = {}, pin3 = {} }}", hot, cold)), "ocmr")),
            expected, 1e-3);
        EXPECT_NEAR(
            exactly(output_figure(
                output(fmt::format("symmetric {{ rout_hot = {}, rout_cold = {} }}", hot, cold)), "ocmr")),
            expected, 1e-3);
    }
}

TEST(OutputCommonModeRejection, does_not_care_for_the_gain_error_that_spoils_the_balance) {
    EXPECT_TRUE(output_figure(output("symmetric { rout = 50, gain_error = 5 % }"), "ocmr")->bound);
}

TEST(OutputImpedance, is_read_at_each_pin_and_between_them) {
    const Measured measured =
        output("measured { v_hot = 1, v_cold = -1, z_hot = 120, z_cold = 80, z_common = 1k }");
    EXPECT_NEAR(exactly(output_figure(measured, "z_hot")), 1120, 1e-3);
    EXPECT_NEAR(exactly(output_figure(measured, "z_cold")), 1080, 1e-3);
    EXPECT_NEAR(exactly(output_figure(measured, "z_differential")), 200, 1e-3);
    EXPECT_NEAR(exactly(output_figure(measured, "z_common")), 1048, 1e-3);
}

struct Classified {
    const char* kind;
    OutputClass expected;
};
void PrintTo(const Classified& row, std::ostream* out) {
    *out << row.kind;
}

class ClassOf : public ::testing::TestWithParam<Classified> {};

TEST_P(ClassOf, follows_from_what_the_pins_do) {
    const Measured measured = output(GetParam().kind);
    EXPECT_EQ(class_name(classify(measured.output())), class_name(GetParam().expected));
}

using enum OutputClass;
// Ground-sensing: hot follows cold wherever that lies, and cold does not follow hot. A floating transformer
// floats whatever drives it and whatever its inductance is: what is between its pins at 1 kHz may well be
// more than its capacitance to the chassis.
INSTANTIATE_TEST_SUITE_P(
    Outputs, ClassOf,
    ::testing::Values(
        Classified{"unbalanced", unbalanced}, Classified{"unbalanced { pin3 = open }", pin3_open},
        Classified{"unbalanced { rout = 2k, couple = 10 uF }", unbalanced},
        Classified{"impedance_balanced", impedance_balanced},
        Classified{"impedance_balanced { rout = 100, pin3 = 250 }", impedance_balanced},
        Classified{"impedance_balanced { rout = 600, couple = 47 uF }", impedance_balanced},
        Classified{"impedance_balanced { rout = 100, pin3 = 0 }", unbalanced},
        Classified{"symmetric", symmetric}, Classified{"symmetric { gain_error = 20 % }", symmetric},
        Classified{"symmetric { opamp = ne5532, couple = 100 uF }", symmetric},
        Classified{"cross_coupled", floating}, Classified{"ground_cancelling", ground_sensing},
        Classified{"ground_cancelling { rout = 1k, r = 50k, r1 = 49k }", ground_sensing},
        Classified{"transformer", floating}, Classified{"transformer { tap = ground }", symmetric},
        Classified{"transformer { rout = 5k }", floating}, Classified{"transformer { rout = 50k }", floating},
        Classified{"transformer { rout = 600, lm = 2 H, c_interwinding = 40 nF }", floating},
        Classified{"transformer { rout = 20k, lm = 3 H, faraday = yes }", floating},
        Classified{"transformer { rout = 5k, tap = ground }", symmetric}, Classified{"di_box", floating},
        Classified{"cross_coupled { rout = 600 }", floating},
        Classified{"cross_coupled { r = 10k, r1 = 9.99k, rout = 50 }", floating},
        Classified{"measured { v_hot = 1, v_cold = -1, z_hot = 50, z_cold = 50 }", symmetric},
        Classified{"measured { v_hot = 1, v_cold = 0, z_hot = 50, z_cold = 50 }", impedance_balanced},
        Classified{"measured { v_hot = 1, v_cold = 0, z_hot = 50, z_cold = 0 }", unbalanced},
        Classified{"measured { v_hot = 1, v_cold = -1, z_hot = 50, z_cold = 50, z_common = 100k }",
                   floating}));

}  // namespace
}  // namespace pin3
