#include "described.hpp"

namespace pin3 {
namespace {

TEST(CableCoax, puts_the_voltage_between_the_chassis_in_series_with_the_signal) {
    const Link link = link_of("unbalanced { rout = 100 }", "coax { length = 3 m }", "unbalanced", "mains");
    EXPECT_NEAR(cmrr(link, 50), 0, 1e-3);
}

TEST(CableCoax, leaves_of_the_noise_what_its_shield_has_of_the_loop) {
    // 7.6 m of foil and drain wire (134 mohm/m) against 1 ohm of earth: R_shield / (R_shield + R_earth)
    const Link link = link_of("unbalanced { rout = 100 }", "coax { length = 7.6 m, r_shield = 134 mohm/m }",
                              "unbalanced", "mains");
    const double shield = 7.6 * 0.134;
    EXPECT_NEAR(std::abs(chassis_voltage(link, 50)), shield / (1 + shield), 1e-4);
}

TEST(CableCoax, drops_the_leakage_current_of_a_double_insulated_source_across_its_shield) {
    // V_n = I R_shield [calc]: 316 uA through 1 ohm is -60.0 dB re -10 dBV (0.316 V), through 0.065 ohm -83.7
    // dB
    for (const auto& [ohm, expected] : {std::pair{1.0, -60.0}, std::pair{0.065, -83.7}}) {
        // 230 V, 50 Hz: 316 uA through 4.373 nF
        const Link link = link_of("unbalanced { rout = 100 }",
                                  "coax { length = 1 m, r_shield = " + std::to_string(ohm) + " }",
                                  "unbalanced { r = 1meg }", "double_insulated { capacitance = 4.373 nF }");
        const double volts = 230 * std::abs(response(link_rig(link), "v_ground", 0, 50));
        EXPECT_NEAR(20 * std::log10(volts / std::sqrt(0.1)), expected, 0.05);
    }
}

TEST(CableCoax, brings_cold_to_a_balanced_input_from_the_far_end_of_its_shield) {
    // bonded at the source only, the shield is cold's conductor: source of 1k in hot, nothing in cold: 20 log
    // 20 against 20/21
    const Link link =
        link_of("unbalanced { rout = 1k }", "coax { length = 3 m, shield = source }", "difference");
    EXPECT_NEAR(cmrr(link, 50), 20 * std::log10(20), 0.01);
    // bonded at both ends cold is the receiver's ground
    const Link bonded = link_of("unbalanced { rout = 1k }", "coax { length = 3 m }", "difference");
    EXPECT_NEAR(cmrr(bonded, 50), 0, 0.01);
}

// Where the output has pin 3 on its chassis the shell may be on either: the milliohms of its pins are all
// that differs.
TEST(CableCoax, has_its_shell_where_it_does_not_matter_on_a_grounded_pin_3) {
    const auto gain = [](const std::string& shell) {
        return ground_gain(link_of("unbalanced { rout = 100 }",
                                   "coax { length = 3 m, shell = " + shell + " }", "unbalanced"),
                           1e3);
    };
    EXPECT_NEAR(std::abs(gain("both") / gain("pin1")), 1, 1e-9);
    EXPECT_NEAR(std::abs(gain("both") / gain("pin3")), 1, 1e-9);
}

// Bridged, a symmetric output gives half of its signal and 1/(rout) of the rest into pin 1; a quasi-floating
// one nearly all of it (r/2 of 10k and rout of 50: 0.1 dB); with the shell on pin 1 alone pin 3 is open.
TEST(CableCoax, bridges_pin_3_and_pin_1_unless_it_is_told_not_to) {
    const auto level = [](const std::string& output, const std::string& shell) {
        return decibel(
            signal_gain(link_of(output, "coax { length = 1 m, c_shield = 0, shell = " + shell + " }",
                                "unbalanced { r = 10meg }"),
                        1e3));
    };
    EXPECT_NEAR(level("symmetric { rout = 50 }", "both"), -6.02, 0.01);
    EXPECT_NEAR(level("cross_coupled { rout = 50 }", "both"), 0, 0.1);
    EXPECT_NEAR(level("unbalanced { rout = 100, pin3 = open }", "both"), 0, 0.01);
    // nothing joins the secondary of a transformer to the chassis: with its cold on the shell it gives all of
    // it
    EXPECT_NEAR(level("transformer { leakage = 0 }", "pin3"), level("transformer { leakage = 0 }", "both"),
                0.01);
}

TEST(CableCoax, has_a_shield_that_the_shell_leaves_no_place_for) {
    EXPECT_NE(complaint_about("cable c : coax { length = 1 m, shell = pin3, shield = receiver }\n")
                  .find("leave one of them out"),
              std::string::npos);
    EXPECT_NE(
        complaint_about(
            "output o : unbalanced { pin3 = open }\ncable c : coax { length = 1 m, shell = pin3 }\ninput i : "
            "unbalanced\nlink l = o -> c -> i\n")
            .find("would hang on nothing"),
        std::string::npos);
}

}  // namespace
}  // namespace pin3
