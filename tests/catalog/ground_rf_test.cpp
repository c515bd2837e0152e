#include "described.hpp"

namespace pin3 {
namespace {

TEST(GroundRf, comes_from_behind_150_ohm) {
    // IEC 61000-4-6; 10 m of lead have 0.5 ohm and 10 uH
    const std::complex<double> lead(0.5, two_pi * 1e3 * 10e-6);
    const Link link = link_of("symmetric", "twisted_pair { length = 10 m }",
                              "measured { z_hot = 1meg, z_cold = 1meg }", "rf");
    EXPECT_NEAR(std::abs(chassis_voltage(link, 1e3) / (lead / (150.0 + lead)) - 1.0), 0, 1e-5);
}

TEST(GroundRf, has_no_mains_frequency_of_its_own) {
    const Link link = link_of("symmetric", "none", "difference", "rf { carrier = 27meg }");
    EXPECT_EQ(mains_frequency(link), 50);
}

}  // namespace
}  // namespace pin3
