#include "judgement/idle_values.hpp"

#include "response/measured.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

std::string said(const std::string& output, const std::string& cable, const std::string& input,
                 const std::string& ground = "mains") {
    const Measured measured(link_text(output, cable, input, ground));
    std::string all;
    for (const std::string& sentence : idle_values(measured.all.links.at(0), &measured.input("receiver")))
        all += sentence + "\n";
    return all;
}

TEST(IdleValues, are_a_pin_1_that_no_current_passes) {
    const std::string pair = "twisted_pair { length = 3 m }", difference = "difference";
    EXPECT_EQ(said("symmetric { pin1 = 10m }", pair, difference), "");
    EXPECT_EQ(said("symmetric", pair, "difference { pin1 = 10m }"), "");
    EXPECT_NE(said("symmetric { pin1 = 10m }", "unshielded { length = 3 m }", difference)
                  .find("of source does nothing"),
              std::string::npos);
    EXPECT_NE(said("symmetric", "twisted_pair { length = 3 m, shield = source }", "difference { pin1 = 10m }")
                  .find("of receiver does nothing"),
              std::string::npos);
    EXPECT_NE(said("di_box { lift = yes, pin1 = 10m }", pair, difference).find("of source does nothing"),
              std::string::npos);
}

TEST(IdleValues, are_a_pin_1_that_a_shell_on_pin_3_takes_the_current_past) {
    const auto over = [](const std::string& shell) {
        return said("unbalanced { rout = 100, pin1 = 10m }", "coax { length = 3 m, shell = " + shell + " }",
                    "difference");
    };
    EXPECT_NE(over("both").find("shell = pin1 leads it through"), std::string::npos);
    EXPECT_NE(over("pin3").find("shell = pin1 leads it through"), std::string::npos);
    EXPECT_EQ(over("pin1"), "");
}

TEST(IdleValues, are_a_pin_1_of_an_input_without_a_cold_leg_and_a_bond_of_nothing) {
    EXPECT_NE(
        said("unbalanced", "coax { length = 3 m }", "unbalanced { pin1 = 10m }").find("without a cold leg"),
        std::string::npos);
    EXPECT_NE(said("symmetric", "none", "difference", "mains { bond = 0 }").find("counts as 1 mohm"),
              std::string::npos);
    EXPECT_EQ(said("symmetric", "none", "difference", "mains { bond = 1m }"), "");
}

}  // namespace
}  // namespace pin3
