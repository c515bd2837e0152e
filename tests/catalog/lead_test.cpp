#include "catalog/lead.hpp"

#include "described.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

using Volts = std::complex<double>;
const Volts j(0, 1);
const std::string stiff_input = "measured { z_hot = 1meg, z_cold = 1meg }";

// [calc] 20 log |1 + j w L / R_shield|: 1.9, 17.5 and 23.4 dB with 10 uH and 85 mohm.
TEST(Lead, rejects_by_its_inductance_between_unbalanced_stages) {
    const Link link = link_of("unbalanced { rout = 100 }",
                              "coax { length = 10 m, r_conductor = 50m, r_shield = 8.5m, c_shield = 0 }",
                              "unbalanced { r = 10k }");
    for (const auto& [hertz, expected] : {std::pair{1e3, 1.9}, {10e3, 17.5}, {20e3, 23.4}}) {
        EXPECT_NEAR(cmrr(link, hertz), expected, 0.05);
        EXPECT_NEAR(cmrr(link, hertz), decibel(1.0 + j * two_pi * hertz * 10e-6 / 0.085), 2e-3);
    }
}

// At R_shield / (2 pi L) half of the power is left: 1.4 kHz at 8.5 mohm/m and 1 uH/m, 4.8 at 30, 8.0 at 50,
// 21 at 134.
TEST(Lead, has_its_corner_where_its_reactance_is_its_shields_resistance) {
    for (const auto& [milliohm, kilohertz] :
         {std::pair{8.5, 1.35}, {30.0, 4.77}, {50.0, 7.96}, {134.0, 21.3}}) {
        const Link link = link_of(
            "unbalanced { rout = 0.001 }",
            fmt::format("coax {{ length = 3 m, c_shield = 0, l_conductor = 0, r_shield = {}m }}", milliohm),
            "unbalanced { r = 1meg }");
        EXPECT_NEAR(cmrr(link, 1e3 * kilohertz), 3.01, 0.03) << milliohm;
    }
}

// U drives I = U / (R_shield + j w (l_common length + choke)); what the conductors lose is R_shield I alone.
TEST(Lead, is_wound_up_by_a_choke) {
    const Link link =
        link_of("unbalanced { rout = 100 }",
                "coax { length = 5 m, r_shield = 40m, c_shield = 0, l_common = 0.9u, choke = 1 mH }",
                "unbalanced { r = 100k }");
    for (const double hertz : {50.0, 1e3, 20e3})
        EXPECT_NEAR(cmrr(link, hertz), decibel(1.0 + j * two_pi * hertz * (4.5e-6 + 1e-3) / 0.2), 0.01)
            << hertz;
}

TEST(Lead, lets_balanced_links_gain_above_some_kilohertz) {
    const auto at_20_khz = [](const std::string& l_common) {
        return cmrr(link_of("impedance_balanced { rout = 1k, pin3 = 1.01k }",
                            "twisted_pair { length = 10 m, r_shield = 50m, l_common = " + l_common + " }",
                            "difference { r = 10k }"),
                    20e3);
    };
    EXPECT_NEAR(at_20_khz("0"), 52.2, 0.1);
    EXPECT_NEAR(at_20_khz("1u"), 60.8, 0.1);
}

// 2 nH/m on 50 m with U / 2.5 ohm: -j w M I of 20 kHz, w M = 12.57 mohm; by coupled inductors in plain
// ngspice.
TEST(Lead, induces_in_the_conductor_with_more_coupling_against_the_current) {
    const auto between_legs = [](const std::string& l_common) {
        const Link link = link_of(
            "symmetric { rout = 1 }",
            "twisted_pair { length = 50 m, r_shield = 50m, m_imbalance = 2n, c_imbalance = 0, c_shield = "
            "0, c_conductors = 0, l_common = " +
                l_common + " }",
            stiff_input);
        return ground_gain(link, 20e3);
    };
    const Volts resistive = between_legs("0"), inductive = between_legs("1u");
    EXPECT_NEAR(std::abs(resistive - Volts(0, -5.027e-3)), 0, 5e-6);
    EXPECT_NEAR(std::abs(inductive - Volts(-1.73e-3, -0.69e-3)), 0, 1e-5);
}

// The same lead as three inductors and their mutual inductances: shield, hot and cold of L, k = 1 but for
// +-m/2 between the shield and the conductors; both conductors open at the receiver, driven by U at the
// source.
TEST(Lead, is_what_coupled_inductors_make_of_it) {
    const double henry = 50e-6, imbalance = 100e-9, shield_ohm = 2.5;
    Circuit circuit;
    const Node chassis = circuit.add_node("chassis"), far = circuit.add_node("far"),
               hot = circuit.add_node("hot"), cold = circuit.add_node("cold");
    circuit.add({ElementKind::voltage, "u", {chassis, ground}, fixed(0), {}});
    circuit.add({ElementKind::inductor, "shield", {chassis, far}, fixed(henry), {}});
    circuit.add({ElementKind::resistor, "shield", {far, ground}, fixed(shield_ohm), {}});
    circuit.add({ElementKind::inductor, "hot", {chassis, hot}, fixed(henry), {}});
    circuit.add({ElementKind::inductor, "cold", {chassis, cold}, fixed(henry), {}});
    for (const auto& [name, node] : {std::pair{"hot", hot}, {"cold", cold}})
        circuit.add({ElementKind::resistor, name, {node, ground}, fixed(1e6), {}});
    const Link link = link_of(
        "symmetric { rout = 1e-3 }",
        "twisted_pair { length = 50 m, r_shield = 50m, m_imbalance = 2n, c_imbalance = 0, c_shield = 0, "
        "c_conductors = 0, sections = 4 }",
        stiff_input);
    for (const double hertz : {50.0, 1e3, 20e3}) {
        const oracle::Solution solution = oracle::solve(circuit, "v_u", hertz,
                                                        {{"l_shield", "l_hot", henry + imbalance / 2},
                                                         {"l_shield", "l_cold", henry - imbalance / 2},
                                                         {"l_hot", "l_cold", henry}});
        const Volts expected(solution[hot] - solution[cold]);
        EXPECT_LT(std::abs(ground_gain(link, hertz) - expected), 2e-3 * std::abs(expected)) << hertz;
    }
}

// One contact in each conductor's way out and in, and in the shield's.
TEST(Lead, has_contacts_in_every_conductor_and_the_shield) {
    const auto link = [](const std::string& contact) {
        return link_of(
            "unbalanced { rout = 100 }",
            "twisted_pair { length = 10 m, r_conductor = 50m, r_shield = 20m, l_common = 0, r_contact = " +
                contact + " }",
            "unbalanced { r = 1k }", "mains { impedance = 1, inductance = 0 }");
    };
    // the shield's 0.2 ohm and two contacts beside cold's 0.5 and two; before the earth's 1 ohm
    const auto divided = [](double shield, double cold) {
        const double both = shield * cold / (shield + cold);
        return both / (1 + both);
    };
    EXPECT_NEAR(std::abs(chassis_voltage(link("0.1"), 50)), divided(0.4, 0.7), 2e-4);
    EXPECT_NEAR(std::abs(chassis_voltage(link("0"), 50)), divided(0.2, 0.5), 2e-4);
    // hot's 0.5 ohm and two contacts, and the way back through all three
    EXPECT_NEAR(signal_gain(link("0.1"), 50).real(), 1000 / (1000 + 100.7 + divided(0.4, 0.7)), 1e-5);
}

TEST(Lead, of_no_length_has_contacts_of_10_milliohm_that_can_be_taken_away) {
    EXPECT_NEAR(
        signal_gain(link_of("unbalanced { rout = 100 }", "none", "unbalanced { r = 100 }"), 1e3).real(),
        100 / 200.01, 1e-9);
    EXPECT_NEAR(
        signal_gain(link_of("unbalanced { rout = 100 }", "none { r_contact = 0 }", "unbalanced { r = 100 }"),
                    1e3)
            .real(),
        0.5, 1e-8);
}

}  // namespace
}  // namespace pin3
