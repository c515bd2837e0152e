#include "described.hpp"

namespace pin3 {
namespace {

std::string pair(double metres) {
    return "twisted_pair { length = " + std::to_string(metres) + " }";
}

TEST(GroundMains, divides_its_emf_between_the_earth_path_and_the_shield) {
    // U = EMF R_shield / (R_shield + impedance)
    for (const double metres : {2.0, 20.0, 200.0}) {
        const double shield = 0.05 * metres;
        const Link link = link_of("symmetric", pair(metres), "measured { z_hot = 1meg, z_cold = 1meg }",
                                  "mains { impedance = 3 }");
        EXPECT_NEAR(std::abs(chassis_voltage(link, 50)) / (shield / (shield + 3)), 1, 1e-3);
    }
}

TEST(GroundMains, is_the_emf_itself_without_impedance) {
    const Link link = link_of("symmetric", pair(10), "difference", "mains { impedance = 0, inductance = 0 }");
    EXPECT_DOUBLE_EQ(chassis_voltage(link, 50).real(), 1);
}

TEST(GroundMains, does_not_change_what_the_link_rejects) {
    // the rejection is told per volt between the chassis
    const auto link = [](const std::string& between) {
        return link_of("impedance_balanced { rout = 100, pin3 = 110 }", pair(10), "difference", between);
    };
    EXPECT_NEAR(cmrr(link("mains { impedance = 1 }"), 1e3), cmrr(link("none"), 1e3), 0.01);
}

}  // namespace
}  // namespace pin3
