#include "described.hpp"

namespace pin3 {
namespace {

TEST(GroundSupply, lets_mains_and_packets_into_the_chassis_side_by_side) {
    // through 0.5 ohm and 10 uH of lead: EMF w (capacitance + coupling) Z
    const Link link =
        link_of("symmetric", "twisted_pair { length = 10 m }", "measured { z_hot = 1meg, z_cold = 1meg }",
                "supply { capacitance = 1 nF, coupling = 100 pF }");
    const double expected = two_pi * 1e3 * 1.1e-9 * std::abs(std::complex<double>(0.5, two_pi * 1e3 * 10e-6));
    EXPECT_NEAR(std::abs(chassis_voltage(link, 1e3)) / expected, 1, 1e-3);
}

TEST(GroundSupply, is_a_double_insulated_one_without_its_packets) {
    const auto u = [](const std::string& between) {
        return response(link_rig(link_of("symmetric", "unshielded { length = 1 m }", "difference", between)),
                        "v_ground", 1, 50);
    };
    EXPECT_EQ(u("supply { capacitance = 2.2 nF, coupling = 0 }"),
              u("double_insulated { capacitance = 2.2 nF }"));
}

TEST(GroundSupply, switches_far_above_the_mains) {
    EXPECT_NE(complaint_about("ground g : supply { switching = 65 }\n").find("65 kHz is usual"),
              std::string::npos);
}

}  // namespace
}  // namespace pin3
