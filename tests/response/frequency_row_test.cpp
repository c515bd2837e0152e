// Values at frequencies and between them.
#include "response/frequency_row.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

const FrequencyRow row = {10, 100, 1000};
const std::vector<double> column = {1, 2, 4};

TEST(FrequencyRow, knows_where_a_frequency_stands) {
    EXPECT_EQ(row.index_of(100), 1u);
    EXPECT_EQ(row.of(column, 1000), 4);
    EXPECT_TRUE(row.has(10));
    EXPECT_FALSE(row.has(11));
    EXPECT_THROW(row.index_of(11), std::out_of_range);
}

TEST(FrequencyRow, goes_linearly_over_the_logarithm_and_holds_its_ends) {
    EXPECT_NEAR(row.between(column, std::sqrt(10 * 100.0)), 1.5, 1e-12);
    EXPECT_NEAR(row.between(column, 100 * std::pow(10, 0.25)), 2.5, 1e-12);
    EXPECT_EQ(row.between(column, 100), 2);
    EXPECT_EQ(row.between(column, 1), 1);
    EXPECT_EQ(row.between(column, 1e6), 4);
}

}  // namespace
}  // namespace pin3
