// The pin 1 problem: what the shield's current shares with a stage's signal reference.
#include "catalog/described.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

const std::complex<double> j(0, 1);
const std::string lead = "twisted_pair { length = 10 m, r_shield = 50m, c_imbalance = 0 }";

// V = pin1 I, I = U / (R_shield + pin1 + j w L): 20 mohm of 0.52 ohm at low frequency.
TEST(Pin1, of_a_balanced_input_adds_to_what_it_delivers) {
    const Link link = link_of("symmetric { rout = 50 }", lead, "difference { pin1 = 20m, opamp = ideal }");
    EXPECT_NEAR(decibel(ground_gain(link, 1)), 20 * std::log10(0.02 / 0.52), 1e-3);
    for (const double hertz : {50.0, 1e3, 20e3}) {
        const std::complex<double> expected = 0.02 / (0.52 + j * two_pi * hertz * 10e-6);
        EXPECT_LT(std::abs(ground_gain(link, hertz) - expected), 1e-3 * std::abs(expected)) << hertz;
    }
}

// Behind an output it is signal: the receiver's gain for it is that for the signal.
TEST(Pin1, of_an_output_is_signal_that_nothing_behind_it_rejects) {
    const Link link = link_of("symmetric { rout = 50, pin1 = 20m }", lead, "difference { gain = 2 }");
    for (const double hertz : {50.0, 1e3, 20e3}) {
        const std::complex<double> expected =
            0.02 / (0.52 + j * two_pi * hertz * 10e-6) * signal_gain(link, hertz);
        EXPECT_LT(std::abs(ground_gain(link, hertz) - expected), 1e-3 * std::abs(expected)) << hertz;
    }
}

// With current towards the receiver both ends raise the output.
TEST(Pin1, of_both_ends_adds_up) {
    const auto gain = [](const std::string& output, const std::string& input) {
        return ground_gain(link_of("symmetric { rout = 50, pin1 = " + output + " }", lead,
                                   "difference { pin1 = " + input + " }"),
                           50);
    };
    EXPECT_NEAR(std::abs(gain("20m", "20m")) / (0.04 / 0.54), 1, 0.01);
    EXPECT_GT(gain("20m", "0").real(), 0);
    EXPECT_GT(gain("0", "20m").real(), 0);
}

// Its 0 dB holds it already: hot counts against a signal ground that the shield's current lifts.
TEST(Pin1, adds_nothing_to_an_unbalanced_input) {
    const auto gain = [](const std::string& pin1) {
        return ground_gain(link_of("unbalanced { rout = 100 }", "coax { length = 2 m, l_common = 0 }",
                                   "unbalanced { pin1 = " + pin1 + " }"),
                           50);
    };
    EXPECT_NEAR(std::abs(gain("0")), 1, 0.02);
    EXPECT_NEAR(std::abs(gain("100m") / gain("0")), 1, 1e-4);
}

TEST(Pin1, lies_in_the_way_of_the_shields_current_alone) {
    // lifted at that end, nothing flows through it
    const Link lifted =
        link_of("symmetric { rout = 50 }", "twisted_pair { length = 10 m, c_imbalance = 0, shield = source }",
                "difference { pin1 = 20m }");
    EXPECT_LT(decibel(ground_gain(lifted, 50)), -100);
    // and a shell that pin 3 has on the chassis takes the current past it
    const auto coax = [](const std::string& shell) {
        return decibel(
            ground_gain(link_of("unbalanced { rout = 100, pin1 = 50m }",
                                "coax { length = 2 m, l_common = 0, shell = " + shell + " }", "difference"),
                        50));
    };
    EXPECT_NEAR(coax("both"), coax("pin3"), 1e-6);
    EXPECT_GT(std::abs(coax("pin1") - coax("both")), 0.5);
}

}  // namespace
}  // namespace pin3
