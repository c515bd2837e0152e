#include "described.hpp"

namespace pin3 {
namespace {

TEST(CableUnshielded, does_not_join_the_chassis) {
    // only the input's legs carry current: 10k and 20k to ground, 1 ohm of earth
    const Link link = link_of("symmetric", "unshielded { length = 5 m }", "difference", "mains");
    EXPECT_NEAR(std::abs(chassis_voltage(link, 50)), 1, 2e-4);
}

TEST(CableUnshielded, converts_nothing_by_itself) {
    const Link link = link_of("impedance_balanced { rout = 1k }", "unshielded { length = 100 m }",
                              "measured { z_hot = 1meg, z_cold = 1meg }");
    EXPECT_LT(decibel(ground_gain(link, 20e3)), -180);
}

TEST(CableUnshielded, brings_the_chassis_of_an_unbalanced_output_to_the_input) {
    // cold is the return conductor; into an unbalanced input it bonds the chassis: 5 m of 52 mohm/m against 1
    // ohm
    const Link link =
        link_of("unbalanced { rout = 100 }", "unshielded { length = 5 m }", "unbalanced", "mains");
    EXPECT_NEAR(std::abs(chassis_voltage(link, 50)), 0.26 / 1.26, 1e-4);
    EXPECT_NEAR(cmrr(link, 50), 0, 1e-3);
}

TEST(CableUnshielded, rolls_off_with_its_capacitance) {
    const Link link =
        link_of("symmetric { rout = 600 }", "unshielded { length = 100 m, c_conductors = 50 pF/m }",
                "measured { z_hot = 1meg, z_cold = 1meg }");
    EXPECT_NEAR(decibel(signal_gain(link, 1 / (two_pi * 1200 * 5e-9))), -3.01, 0.1);
}

}  // namespace
}  // namespace pin3
