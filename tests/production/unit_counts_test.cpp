// Counts of units, in one go and in parts.
#include "production/unit_counts.hpp"

#include "production/shard_id.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

// Units whose rejection at two spots, and on a curve of one frequency, follows from their number; every 7th
// has no answer, every 11th latches up.
UnitBlock block_of(std::uint64_t first, std::size_t units) {
    UnitBlock block;
    block.first = first;
    block.states.resize(units);
    block.signal_gain.assign(2, std::vector<Complex>(units, 1));
    block.ground_gain = block.signal_gain;
    block.curve_db.assign(1, std::vector<double>(units));
    for (std::size_t i = 0; i < units; ++i) {
        const std::uint64_t unit = first + i;
        if (unit % 7 == 6) block.states[i] = UnitState::no_answer;
        if (unit % 11 == 10) block.states[i] = UnitState::latched_up;
        for (std::size_t k = 0; k < 2; ++k)
            block.ground_gain[k][i] = 1e-3 * static_cast<double>(1 + (unit * (37 + k)) % 101);
        block.curve_db[0][i] = static_cast<double>((unit * 53) % 97);
    }
    return block;
}

UnitCounts empty(std::uint64_t of_all) {
    UnitCounts counts;
    counts.spot_hz = {50, 1000};
    counts.curve_hz = {20};
    counts.restart(ProductionMethod::reduced, of_all);
    return counts;
}

TEST(UnitCounts, of_parts_add_up_to_that_of_the_whole) {
    constexpr std::uint64_t all = 1000;
    UnitCounts whole = empty(all);
    whole.take(block_of(0, all), 2);
    UnitCounts sum = empty(all);
    for (std::uint64_t number = 1; number <= 3; ++number) {
        const ShardId id{number, 3};
        UnitCounts part = empty(all);
        part.take(block_of(id.first(all), static_cast<std::size_t>(id.last(all) - id.first(all))), 1);
        sum.add(part);
    }
    EXPECT_EQ(sum.units, all);
    EXPECT_EQ(sum.latched_up, whole.latched_up);
    EXPECT_EQ(sum.no_answer, whole.no_answer);
    ASSERT_TRUE(sum.first_failed);
    EXPECT_EQ(sum.first_failed->unit, 6u);
    EXPECT_EQ(sum.first_failed->state, UnitState::no_answer);
    for (std::size_t k = 0; k < 2; ++k) {
        EXPECT_EQ(sum.least[k].unit, whole.least[k].unit);
        EXPECT_EQ(sum.least[k].db, whole.least[k].db);
        for (const double p : {0.0, 0.05, 0.5})
            EXPECT_EQ(sum.spots[k].quantile(p), whole.spots[k].quantile(p));
    }
    EXPECT_EQ(sum.curve[0].quantile(0.5), whole.curve[0].quantile(0.5));
}

TEST(ShardId, parts_meet_and_none_is_left) {
    for (const std::uint64_t units : {0ULL, 1ULL, 7ULL, 1000ULL, 1'000'000'000ULL})
        for (const std::uint64_t count : {1ULL, 3ULL, 8ULL}) {
            EXPECT_EQ((ShardId{1, count}.first(units)), 0u);
            EXPECT_EQ((ShardId{count, count}.last(units)), units);
            for (std::uint64_t n = 1; n < count; ++n)
                EXPECT_EQ((ShardId{n, count}.last(units)), (ShardId{n + 1, count}.first(units)));
        }
}

}  // namespace
}  // namespace pin3
