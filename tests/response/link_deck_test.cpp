// The deck that plain ngspice can run by itself.
#include "response/link_deck.hpp"

#include "measured.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace pin3 {
namespace {

TEST(SpotSweep, steps_by_the_largest_frequency_that_all_spots_are_multiples_of) {
    EXPECT_EQ(spot_sweep({50, 1000, 10000, 20000}), ".ac lin 400 50 20000");
    EXPECT_EQ(spot_sweep({60, 1000, 10000, 20000}), ".ac lin 998 60 20000");  // by 20 Hz
    EXPECT_EQ(spot_sweep({1000, 2000}), ".ac lin 2 1000 2000");
}

TEST(SpotSweep, has_one_point_for_one_spot) {
    EXPECT_EQ(spot_sweep({1000}), ".ac lin 1 1000 1000");
}

TEST(SpotSweep, meets_fractions_of_a_hertz) {
    EXPECT_EQ(spot_sweep({62.5, 125, 1000}), ".ac lin 16 62.5 1000");
}

TEST(SpotSweep, turns_to_a_logarithmic_one_where_equal_steps_are_too_many) {
    EXPECT_EQ(spot_sweep({1, 20001}), ".ac dec 1000 1 20001");   // by 1 Hz: 20 001 points
    EXPECT_EQ(spot_sweep({1, 20000}), ".ac lin 20000 1 20000");  // as many as there may be
    EXPECT_EQ(spot_sweep({50, 1000.0001}), ".ac dec 1000 50 1000.0001");
}

// Every spot that is asked for lies on the sweep: from + k (to - from) / (points - 1).
TEST(SpotSweep, contains_every_spot_of_an_equally_spaced_sweep) {
    for (const std::vector<double>& spots : {std::vector<double>{50, 1000, 10e3, 20e3},
                                             {60, 180, 1000, 15e3},
                                             {0.5, 12, 100.5},
                                             {16.7, 50, 1000}}) {
        std::istringstream card(spot_sweep(spots));
        std::string ac, kind;
        double points = 0, from = 0, to = 0;
        card >> ac >> kind >> points >> from >> to;
        ASSERT_EQ(kind, "lin");
        for (const double spot : spots) {
            const double k = (spot - from) / ((to - from) / (points - 1));
            EXPECT_NEAR(k, std::round(k), 1e-6) << spot;
        }
    }
}

class LinkDeck : public ::testing::Test {
protected:
    Description description = described(link_text("unbalanced { rout = 1k }", "coax { length = 3 m }",
                                                  "unbalanced", "mains { frequency = 62.5 Hz }"));
    std::string deck(Drive drive) {
        return link_deck(*description.links.at(0), drive, description.frequencies);
    }
};

TEST_F(LinkDeck, measures_the_signal_gain_at_every_spot) {
    const std::string text = deck(Drive::signal);
    EXPECT_TRUE(text.starts_with("pin3: link all, driven by the signal\n")) << text;
    for (const char* line : {"\nv_signal n_signal 0 dc 0 ac 1\n", "\nv_ground n_ground 0 dc 0\n",
                             "\n.meas ac signal_gain_62_5 find vdb(n_out) at=62.5\n",
                             "\n.meas ac signal_gain_20000 find vdb(n_out) at=20000\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line;
    EXPECT_TRUE(text.ends_with(".end\n"));
}

TEST_F(LinkDeck, refers_the_ground_gain_to_the_voltage_between_the_chassis) {
    const std::string text = deck(Drive::ground_emf);
    for (const char* line : {"\nv_signal n_signal 0 dc 0\n", "\nv_ground n_ground 0 dc 0 ac 1\n",
                             "\n.meas ac out_1000 find vdb(n_out) at=1000\n",
                             "\n.meas ac chassis_1000 find vdb(n_chassis) at=1000\n",
                             "\n.meas ac ground_gain_1000 param='out_1000-chassis_1000'\n"})
        EXPECT_NE(text.find(line), std::string::npos) << line;
}

TEST_F(LinkDeck, says_what_it_was_made_from) {
    EXPECT_NE(deck(Drive::signal).find("* output source: unbalanced { rout = 1k,"), std::string::npos);
    EXPECT_NE(deck(Drive::signal).find("* ground between: mains { "), std::string::npos);
}

TEST_F(LinkDeck, is_the_same_to_the_byte_every_time) {
    EXPECT_EQ(deck(Drive::ground_emf), deck(Drive::ground_emf));
}

}  // namespace
}  // namespace pin3
