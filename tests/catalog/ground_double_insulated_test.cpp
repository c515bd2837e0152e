#include "described.hpp"

namespace pin3 {
namespace {

TEST(GroundDoubleInsulated, drives_the_leakage_current_of_its_capacitance_through_the_shield) {
    // [calc] 847 pF at 230 V and 50 Hz: 61.2 uA; 2.2 nF: 159 uA; 1 nF at 120 V and 60 Hz: 45 uA
    struct Leakage {
        const char* ground;
        double volts;
        double hertz;
        double ampere;
    };
    for (const Leakage& leakage :
         {Leakage{"double_insulated { capacitance = 847 pF }", 230, 50, 61.2e-6},
          Leakage{"double_insulated { capacitance = 2.2 nF }", 230, 50, 159e-6},
          Leakage{"double_insulated { voltage = 120, frequency = 60, capacitance = 1 nF }", 120, 60,
                  45e-6}}) {
        // 10 m of 50 mohm/m
        const Link link = link_of("symmetric", "twisted_pair { length = 10 m }",
                                  "measured { z_hot = 1meg, z_cold = 1meg }", leakage.ground);
        const double u = leakage.volts * std::abs(chassis_voltage(link, leakage.hertz));
        EXPECT_NEAR(u / 0.5 / leakage.ampere, 1, 7e-3) << leakage.ground;
    }
}

TEST(GroundDoubleInsulated, lifts_the_source_by_the_divider_of_leakage_and_legs_where_no_shield_bonds_it) {
    // the legs of two times 1 Mohm in parallel behind 1 nF: j w R C / (1 + j w R C)
    const Link link = link_of("symmetric { rout = 0.001 }", "unshielded { length = 1 m, c_conductors = 0 }",
                              "measured { z_hot = 1meg, z_cold = 1meg }", "double_insulated");
    const std::complex<double> wrc(0, two_pi * 50 * 0.5e6 * 1e-9);
    EXPECT_NEAR(std::abs(chassis_voltage(link, 50) - wrc / (1.0 + wrc)), 0, 1e-5);
}

TEST(GroundDoubleInsulated, has_a_bias_point_where_nothing_joins_the_chassis) {
    const Link link =
        link_of("transformer", "unshielded { length = 1 m }", "transformer", "double_insulated");
    EXPECT_NEAR(std::abs(chassis_voltage(link, 0)), 1, 0.5);  // 1 Tohm against the pins' 1 Tohm
}

}  // namespace
}  // namespace pin3
