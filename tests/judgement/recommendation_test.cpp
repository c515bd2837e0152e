// Which option is worth taking.
#include "judgement/recommendation.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

// Options that are heard so many dB above what hides them.
std::optional<std::size_t> recommended_of(const std::vector<double>& heard_db) {
    std::vector<AdviceOption> options(heard_db.size());
    for (std::size_t i = 0; i < heard_db.size(); ++i) {
        options[i].figures.receiver_volts = 1;
        HumFigures& hum = options[i].figures.hum.emplace();
        hum.volts = 1e-3;
        hum.heard_db = heard_db[i];
    }
    return recommended(options);
}

TEST(Recommendation, is_none_where_nobody_hears_what_there_is) {
    EXPECT_FALSE(recommended_of({-10, -50}));
    EXPECT_EQ(recommended_of({-9, -50}), 1u);
}

TEST(Recommendation, is_the_first_that_nobody_hears_or_that_is_as_good_as_the_best) {
    EXPECT_EQ(recommended_of({20, 5, -12, -40}), 2u);
    EXPECT_EQ(recommended_of({20, 12, 4, 1}), 2u);  // 3 dB behind the best
    EXPECT_EQ(recommended_of({20, 12, 4.1, 1}), 3u);
}

TEST(Recommendation, is_none_where_none_helps) {
    EXPECT_FALSE(recommended_of({20, 18, 25}));
    EXPECT_FALSE(recommended_of({20}));
}

}  // namespace
}  // namespace pin3
