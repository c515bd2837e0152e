#include "described.hpp"

namespace pin3 {
namespace {

// A pair whose only effect is its capacitance to the shield: 30 m of 220 pF/m, 5 % more on hot.
std::string imbalanced(const std::string& shield) {
    return "twisted_pair { length = 30 m, c_shield = 220 pF/m, c_imbalance = 5 %, c_conductors = 0, "
           "l_conductor = 0, "
           "r_conductor = 1 uohm/m, r_shield = 1 mohm/m, l_common = 0, shield = " +
           shield + " }";
}

std::string source_of(double ohm) {
    return "impedance_balanced { rout = " + std::to_string(ohm) + " }";
}

// Legs of a megohm, so that the cable alone decides.
const std::string high_input = "measured { z_hot = 1meg, z_cold = 1meg }";

double conversion(double ohm, const std::string& shield, double hertz) {
    return -decibel(ground_gain(link_of(source_of(ohm), imbalanced(shield), high_input), hertz));
}

struct Imbalance {
    double ohm;
    double hertz;
    double decibel;
};

class CableImbalance : public testing::TestWithParam<Imbalance> {};

// V_d/V_cm = H1 - H2, H = 1 / (1 + j w R C), nearly w R C 5 % (Muncy): 104/79.7/53.7 dB behind 50 ohm,
// 78/53.7/32.2 behind 1k.
TEST_P(CableImbalance, converts_as_two_low_passes_that_differ_with_the_shield_at_the_receiver_only) {
    const auto [ohm, hertz, expected] = GetParam();
    EXPECT_NEAR(conversion(ohm, "receiver", hertz), expected, 0.15);
    const auto low_pass = [w = two_pi * hertz, r = ohm](double farad) {
        return 1.0 / std::complex<double>(1, w * r * farad);
    };
    const double exact = -decibel(low_pass(6.6e-9 * 1.025) - low_pass(6.6e-9 * 0.975));
    EXPECT_NEAR(conversion(ohm, "receiver", hertz), exact, 0.02);
}

TEST_P(CableImbalance, converts_at_least_20_dB_less_with_the_shield_at_the_source) {
    const auto [ohm, hertz, expected] = GetParam();
    EXPECT_GT(conversion(ohm, "source", hertz), conversion(ohm, "receiver", hertz) + 20);
}

INSTANTIATE_TEST_SUITE_P(Published, CableImbalance,
                         testing::Values(Imbalance{50, 60, 104}, Imbalance{50, 1e3, 79.7},
                                         Imbalance{50, 20e3, 53.7}, Imbalance{1e3, 60, 78},
                                         Imbalance{1e3, 1e3, 53.7}, Imbalance{1e3, 20e3, 32.2}));

TEST(CablePair, is_bonded_at_both_ends_from_some_frequency_on_when_the_bond_is_a_capacitance) {
    // The far end of a hybrid shield hangs on 100 nF: at 50 Hz like `source`, at 100 kHz nearly like `both`:
    // the current through it is U w C, or U / R_shield where that is less
    const auto shield_current = [](const std::string& shield, double hertz) {
        const Link link =
            link_of(source_of(100), "twisted_pair { length = 10 m, l_common = 0, shield = " + shield + " }",
                    high_input, "mains { impedance = 1, inductance = 0 }");
        const std::complex<double> u = chassis_voltage(link, hertz);
        return std::abs(1.0 - u);  // through the earth path of 1 ohm
    };
    EXPECT_LT(shield_current("source", 50), 1e-5);
    EXPECT_NEAR(shield_current("100 nF", 50), two_pi * 50 * 100e-9, 1e-5);
    EXPECT_NEAR(shield_current("both", 50), 1 / 1.5, 1e-3);
    EXPECT_NEAR(shield_current("100 uF", 100e3), 1 / 1.5, 1e-3);
}

TEST(CablePair, moves_in_the_ratio_of_earth_path_and_shield) {
    // 10 m of 50 mohm/m against 1 ohm: U = EMF / 3
    const Link link = link_of(source_of(100), "twisted_pair { length = 10 m }", "difference", "mains");
    EXPECT_NEAR(std::abs(chassis_voltage(link, 50)), 0.5 / 1.5, 1e-4);
}

TEST(CablePair, turns_an_unbalanced_source_into_a_balanced_one_by_its_plug) {
    // RCA to XLR, cold joined to the shield at the source through as much as the source has: bridge of 1k and
    // 1k
    const std::string synth = "unbalanced { rout = 1k }";
    const std::string lead = "twisted_pair { length = 2 m, c_imbalance = 0, pin3 = ";
    const Link straight = link_of(synth, lead + "straight }", "difference");
    const Link matched = link_of(synth, lead + "(source, 1k) }", "difference");
    const Link shorted = link_of(synth, lead + "source }", "difference");
    // 1k in one leg only: 1k / 21k of U, and the signal is 20/21
    EXPECT_NEAR(cmrr(straight, 100), 20 * std::log10(20), 0.05);
    EXPECT_NEAR(cmrr(shorted, 100), 20 * std::log10(20), 0.05);
    EXPECT_GT(cmrr(matched, 100), 85);
}

TEST(CablePair, leaves_cold_to_the_receiver_when_its_pin_3_is_open_at_the_source) {
    // cold follows the receiver: 0 dB, and a difference amplifier gives half the signal
    const Link link =
        link_of("impedance_balanced { rout = 100 }",
                "twisted_pair { length = 1 m, c_conductors = 0, c_shield = 0, l_common = 0, pin3 = open }",
                "difference");
    EXPECT_NEAR(cmrr(link, 50), 0, 1e-6);
    EXPECT_NEAR(decibel(signal_gain(link, 50)), -6.02, 0.05);
}

TEST(CablePair, ties_cold_to_the_shield_at_the_receiver) {
    // cold is then the receiver's ground: all of U is in the signal
    const Link link =
        link_of("symmetric { rout = 50 }", "twisted_pair { length = 1 m, pin3 = receiver }", "difference");
    EXPECT_NEAR(cmrr(link, 50), -6.02, 0.01);
}

// The differential gain of a line with the pair's figures for both conductors together, by the telegrapher's
// equations.
std::complex<double> line_gain(double metres, double source_ohm, double load_ohm, double hertz) {
    const std::complex<double> j(0, 1);
    const std::complex<double> z = 2.0 * (0.052 + j * two_pi * hertz * 0.3e-6);
    const std::complex<double> y = j * two_pi * hertz * (112e-12 + 108e-12 / 2);
    const std::complex<double> characteristic = std::sqrt(z / y);
    const std::complex<double> a = std::cosh(std::sqrt(z * y) * metres);
    const std::complex<double> b = std::sinh(std::sqrt(z * y) * metres);
    return 1.0 / (a + characteristic * b / load_ohm + source_ohm * (b / characteristic + a / load_ohm));
}

TEST(CablePair, approaches_the_telegraphers_equations_with_the_square_of_its_sections) {
    const auto error = [](int sections) {
        const Link link =
            link_of("symmetric { rout = 600 }",
                    "twisted_pair { length = 100 m, r_conductor = 52 mohm/m, l_conductor = 0.3 uH/m, "
                    "c_conductors = 112 pF/m, c_shield = 108 pF/m, c_imbalance = 0, sections = " +
                        std::to_string(sections) + " }",
                    "measured { z_hot = 10k, z_cold = 10k }");
        return std::abs(signal_gain(link, 20e3) / line_gain(100, 1200, 20e3, 20e3) - 1.0);
    };
    EXPECT_LT(error(5), 3e-4);
    EXPECT_NEAR(error(1) / error(5), 25, 1);
    EXPECT_NEAR(error(5) / error(20), 16, 0.5);
}

TEST(CableStarQuad, is_a_pair_with_its_own_figures) {
    // between the legs: 150 pF/m and half of 35 pF/m; 600 ohm and 600 ohm in series, 100 m
    const Link link = link_of("symmetric { rout = 600 }", "star_quad { length = 100 m }", high_input);
    const double farad = 100 * (150e-12 + 17.5e-12);
    const double corner = 1 / (two_pi * 1200 * farad);
    EXPECT_NEAR(decibel(signal_gain(link, corner)), -3.01, 0.1);
}

}  // namespace
}  // namespace pin3
