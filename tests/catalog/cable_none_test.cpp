#include "described.hpp"

namespace pin3 {
namespace {

TEST(CableNone, is_three_contacts_of_10_milliohm) {
    // 1 ohm of earth against the shield's contact
    const Link link = link_of("symmetric", "none", "difference", "mains");
    EXPECT_NEAR(std::abs(chassis_voltage(link, 50)), 0.01 / 1.01, 1e-6);
}

TEST(CableNone, stands_where_a_link_names_no_cable_and_no_ground) {
    const Link link =
        *described(
             "output source : unbalanced { rout = 1k }\ninput receiver : unbalanced { r = 10k }\n"
             "link all = source -> receiver\n")
             .links.at(0);
    EXPECT_EQ(link.cable->kind->name, "none");
    EXPECT_EQ(link.ground->kind->name, "none");
    // the test voltage holds whatever flows through the shield's contact
    EXPECT_DOUBLE_EQ(chassis_voltage(link, 50).real(), 1);
    EXPECT_NEAR(cmrr(link, 50), 0, 1e-7);
}

}  // namespace
}  // namespace pin3
