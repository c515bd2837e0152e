// Quantiles of many values.
#include "production/sample.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace pin3 {
namespace {

TEST(Sample, has_the_nearest_rank_as_its_quantile) {
    Sample sample(100);
    for (const double value : {40.0, 10.0, 30.0, 20.0}) sample.add(value);
    EXPECT_EQ(sample.quantile(0), 10);
    EXPECT_EQ(sample.quantile(0.25), 10);
    EXPECT_EQ(sample.quantile(0.26), 20);
    EXPECT_EQ(sample.quantile(0.5), 20);
    EXPECT_EQ(sample.quantile(1), 40);
}

TEST(Sample, of_nothing_has_no_quantile) {
    EXPECT_TRUE(std::isnan(Sample(10).quantile(0.5)));
}

TEST(Sample, that_has_spilled_is_off_by_half_a_bin_at_most) {
    Sample kept(100000), spilled(1000);
    for (int i = 0; i < 50000; ++i) {
        const double value = 40 + 30 * std::sin(i * 0.7) * std::sin(i * 0.013);
        kept.add(value);
        spilled.add(value);
    }
    EXPECT_EQ(spilled.size(), 50000u);
    EXPECT_EQ(spilled.quantile(0), kept.quantile(0));
    for (const double p : {0.01, 0.05, 0.5, 0.95, 0.999})
        EXPECT_NEAR(spilled.quantile(p), kept.quantile(p), 0.0051) << p;
}

TEST(Sample, is_the_same_in_one_piece_and_in_pieces) {
    for (const std::size_t most : {0u, 1000u, 20000u}) {
        Sample whole(most), joined(most);
        for (int piece = 0; piece < 4; ++piece) {
            Sample part(most);
            for (int i = 0; i < 2500; ++i) {
                const double value = 40 + 30 * std::sin(2500.0 * piece + i);
                whole.add(value);
                part.add(value);
            }
            joined.add(part);
        }
        EXPECT_EQ(joined.size(), whole.size());
        for (const double p : {0.0, 0.01, 0.5, 0.95})
            EXPECT_EQ(joined.quantile(p), whole.quantile(p)) << most;
    }
}

TEST(Sample, keeps_the_quantiles_that_it_settles_for) {
    Sample sample(100);
    for (int i = 0; i < 50; ++i) sample.add(i);
    sample.settle(std::vector{0.0, 0.5});
    EXPECT_EQ(sample.quantile(0), 0);
    EXPECT_EQ(sample.quantile(0.5), 24);
    EXPECT_EQ(sample.size(), 50u);
}

TEST(Sample, counts_every_value_in_its_histogram) {
    Sample sample(10);
    for (int i = 0; i < 100; ++i) sample.add(i);
    const auto counts = sample.histogram(10, 90, 8);
    EXPECT_EQ(counts.front(), 20u);  // 0 to 19
    EXPECT_EQ(counts[1], 10u);
    EXPECT_EQ(counts.back(), 20u);
}

}  // namespace
}  // namespace pin3
