#include "described.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

const std::string stiff_input = "measured { z_hot = 1meg, z_cold = 1meg }";
const std::complex<double> j(0, 1);

// U = EMF Z / (Z + Z_earth), Z the bond beside the lead.
TEST(Bond, lies_beside_the_shield) {
    for (const double hertz : {50.0, 1e3, 20e3}) {
        const std::complex<double> lead = 0.5 + j * two_pi * hertz * 10e-6,
                                   earth = 1.0 + j * two_pi * hertz * 10e-6;
        const std::complex<double> both = lead * 0.1 / (lead + 0.1);
        const Link link = link_of("symmetric", "twisted_pair { length = 10 m, c_shield = 0 }", stiff_input,
                                  "mains { impedance = 1, bond = 0.1 }");
        EXPECT_LT(std::abs(chassis_voltage(link, hertz) / (both / (both + earth)) - 1.0), 1e-5) << hertz;
    }
}

// 150 ohm, and the 1 / (w C) of a leakage, are far above any bond: U is their current times the bond.
TEST(Bond, shorts_what_leaks_into_a_chassis) {
    const auto volts = [](const std::string& between, const std::string& shield) {
        return std::abs(
            chassis_voltage(link_of("symmetric", "twisted_pair { length = 1 m, shield = " + shield + " }",
                                    stiff_input, between),
                            50));
    };
    EXPECT_NEAR(volts("double_insulated { capacitance = 1 nF, bond = 1 }", "source") / (two_pi * 50 * 1e-9),
                1, 1e-4);
    EXPECT_NEAR(
        volts("supply { capacitance = 1 nF, coupling = 0, bond = 1 }", "source") / (two_pi * 50 * 1e-9), 1,
        1e-4);
    EXPECT_NEAR(volts("rf { bond = 1 }", "source"), 1.0 / 151, 1e-5);
}

TEST(Bond, of_no_ohm_counts_as_a_milliohm) {
    const Link link = link_of("symmetric", "twisted_pair { length = 1 m, shield = source }", stiff_input,
                              "mains { impedance = 1, inductance = 0, bond = 0 }");
    EXPECT_NEAR(std::abs(chassis_voltage(link, 50)), 1e-3 / 1.001, 1e-8);
}

TEST(Bond, leaves_what_the_link_rejects) {
    const auto link = [](const std::string& between) {
        return link_of("impedance_balanced { rout = 100, pin3 = 110 }", "twisted_pair { length = 10 m }",
                       "difference", between);
    };
    for (const double hertz : {50.0, 20e3})
        EXPECT_NEAR(cmrr(link("mains { bond = 0.05 }"), hertz), cmrr(link("mains"), hertz), 1e-6) << hertz;
}

// I = w (V1 + V2) C1 C2 / (C1 + C2): two equal ones drive what one drives beside an earthed box.
TEST(Leakage, of_two_boxes_lies_in_series) {
    const auto amperes = [](const std::string& values) {
        const Link link = link_of("symmetric", "twisted_pair { length = 10 m, l_common = 0 }", stiff_input,
                                  "double_insulated { " + values + " }");
        double volts = 0;
        for (const HumSource& source : link.ground->kind->hum(link.ground->parameters, 50))
            for (const SpectralLine& line : source.lines)
                if (line.frequency_hz == 50) volts = line.volts;
        return volts * std::abs(chassis_voltage(link, 50)) / 0.5;
    };
    const double one = amperes("capacitance = 1 nF");
    // 230 V with its harmonics, half of EN 50160's: 229.7 V of 50 Hz among them
    EXPECT_NEAR(one / (two_pi * 50 * 230 * 1e-9), 1, 5e-3);
    EXPECT_NEAR(amperes("capacitance = 1 nF, at = both") / one, 1, 1e-6);
    // 2 x 1 nF x 3 nF / 4 nF of 1 nF
    EXPECT_NEAR(amperes("capacitance = 1 nF, at = both, capacitance_receiver = 3 nF") / one, 1.5, 1e-6);
}

TEST(Leakage, into_the_receiver_differs_by_its_sign_alone) {
    for (const std::string kind : {"double_insulated", "supply"})
        for (const double hertz : {50.0, 20e3}) {
            const auto volts = [&](const std::string& at) {
                return response(link_rig(link_of("unbalanced", "coax { length = 2 m }", "unbalanced",
                                                 kind + " { at = " + at + " }")),
                                "v_ground", 0, hertz);
            };
            EXPECT_LT(std::abs(volts("source") + volts("receiver")), 1e-9 * std::abs(volts("source")))
                << kind;
        }
}

}  // namespace
}  // namespace pin3
