// The share of units and how sure it is.
#include "judgement/yield.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

// Clopper and Pearson's intervals at 95 %, from published tables.
TEST(Yield, has_the_interval_of_clopper_and_pearson) {
    const Yield all = yield_of(10, 10, 50), half = yield_of(5, 10, 50), none = yield_of(0, 10, 50);
    EXPECT_NEAR(all.low, 0.6915, 1e-4);
    EXPECT_EQ(all.high, 1);
    EXPECT_NEAR(half.low, 0.1871, 1e-4);
    EXPECT_NEAR(half.high, 0.8129, 1e-4);
    EXPECT_EQ(none.low, 0);
    EXPECT_NEAR(none.high, 0.3085, 1e-4);
}

TEST(Yield, holds_fails_or_cannot_be_told) {
    EXPECT_EQ(yield_of(10000, 10000, 99).answer, YieldAnswer::holds);
    EXPECT_EQ(yield_of(9000, 10000, 99).answer, YieldAnswer::fails);
    EXPECT_EQ(yield_of(9905, 10000, 99).answer, YieldAnswer::undecided);
    EXPECT_EQ(yield_of(10, 10, 99).answer, YieldAnswer::undecided);
}

}  // namespace
}  // namespace pin3
