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

}  // namespace
}  // namespace pin3
