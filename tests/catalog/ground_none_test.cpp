#include "described.hpp"

namespace pin3 {
namespace {

TEST(GroundNone, holds_the_test_voltage_between_the_chassis_whatever_flows) {
    for (const char* const cable : {"none", "twisted_pair { length = 1 m }", "unshielded { length = 1 m }"}) {
        const Link link = link_of("unbalanced", cable, "unbalanced");
        EXPECT_DOUBLE_EQ(chassis_voltage(link, 50).real(), 1) << cable;
    }
}

}  // namespace
}  // namespace pin3
