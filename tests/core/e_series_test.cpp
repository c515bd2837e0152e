// Preferred values against the tables of IEC 60063, typed here in another form.
#include "core/e_series.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

TEST(ESeries, has_the_values_of_the_standard) {
    EXPECT_EQ(preferred_values(3, 1, 10), (std::vector<double>{1, 2.2, 4.7, 10}));
    EXPECT_EQ(preferred_values(6, 100, 1000), (std::vector<double>{100, 150, 220, 330, 470, 680, 1000}));
    EXPECT_EQ(preferred_values(12, 1e3, 9e3),
              (std::vector<double>{1e3, 1.2e3, 1.5e3, 1.8e3, 2.2e3, 2.7e3, 3.3e3, 3.9e3, 4.7e3, 5.6e3, 6.8e3,
                                   8.2e3}));
    EXPECT_EQ(preferred_values(24, 2.7, 4.7), (std::vector<double>{2.7, 3.0, 3.3, 3.6, 3.9, 4.3, 4.7}));
    EXPECT_EQ(preferred_values(48, 1, 1.21), (std::vector<double>{1, 1.05, 1.10, 1.15, 1.21}));
    EXPECT_EQ(preferred_values(96, 9.3, 10), (std::vector<double>{9.31, 9.53, 9.76, 10}));
    EXPECT_EQ(preferred_values(192, 9.0, 9.35), (std::vector<double>{9.09, 9.20, 9.31}));
}

TEST(ESeries, includes_both_ends_and_meets_small_values_exactly) {
    EXPECT_EQ(preferred_values(24, 100e-9, 130e-9), (std::vector<double>{100e-9, 110e-9, 120e-9, 130e-9}));
    EXPECT_EQ(preferred_values(24, 1e6, 1.2e6), (std::vector<double>{1e6, 1.1e6, 1.2e6}));
    EXPECT_EQ(preferred_values(24, 100, 2000).size(), 32u);
    EXPECT_TRUE(preferred_values(6, 101, 149).empty());
}

TEST(ESeries, is_known_by_its_name) {
    EXPECT_EQ(e_series("E24"), 24);
    EXPECT_EQ(e_series("e192"), 192);
    for (const auto* name : {"E", "24", "E25", "E-24", "E24x", ""}) EXPECT_FALSE(e_series(name)) << name;
}

}  // namespace
}  // namespace pin3
