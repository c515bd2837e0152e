#include "described.hpp"

namespace pin3 {
namespace {

TEST(InputUnbalanced, divides_the_source_impedance_and_its_own) {
    const Link link = link_of("unbalanced { rout = 1k }", "none", "unbalanced { r = 10k }");
    // 10k / (1k + 10k + 10 mohm of contact)
    EXPECT_NEAR(signal_gain(link, 1e3).real(), 10e3 / (11e3 + 0.01), 1e-9);
}

TEST(InputUnbalanced, rolls_off_with_its_capacitance) {
    const Link link = link_of("unbalanced { rout = 1k }", "none", "unbalanced { r = 10k, c = 10 nF }");
    const double r = 1 / (1 / 1000.01 + 1 / 10e3);
    const std::complex<double> expected =
        10e3 / 11000.01 / std::complex<double>(1, two_pi * 20e3 * r * 10e-9);
    EXPECT_NEAR(std::abs(signal_gain(link, 20e3) - expected), 0, 1e-9);
}

TEST(InputUnbalanced, rejects_nothing_with_the_shield_bonded_at_both_ends) {
    const Link link =
        link_of("unbalanced { rout = 100 }", "coax { length = 3 m, l_common = 0 }", "unbalanced", "mains");
    EXPECT_NEAR(cmrr(link, 50), 0, 1e-3);
    EXPECT_NEAR(cmrr(link, 10e3), 0, 1e-3);
}

TEST(InputUnbalanced, wastes_the_second_leg_of_a_symmetric_output) {
    // cold is on the chassis: all of U stands in series with hot, and hot brings half of the signal
    const Link link = link_of("symmetric { rout = 50 }", "twisted_pair { length = 10 m }", "unbalanced");
    EXPECT_NEAR(cmrr(link, 50), -6.0206, 1e-3);
}

}  // namespace
}  // namespace pin3
