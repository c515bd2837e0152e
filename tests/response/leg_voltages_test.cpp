// What arrives on a receiver's legs, and which pin follows which, against the link as a whole and by hand.
#include "response/leg_voltages.hpp"

#include "measured.hpp"
#include "random_link.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string_view>

namespace pin3 {
namespace {

// Two circuits that share no solution: the link without its input and the input on its bench give what the
// whole link puts out per volt between its chassis.
RC_GTEST_PROP(LegVoltages, of_links_at_random_make_the_ground_gain_of_the_whole, ()) {
    RandomStages random(any_seed());
    std::vector<LinkWords> words;
    for (int i = 0; i < 4; ++i) {
        LinkWords one = random.link();
        const std::string text = one.text("x");
        const auto has = [&](std::string_view word) { return text.find(word) != std::string::npos; };
        // what a stage's pin 1 adds stands beside its legs; a shell on an open pin is an error
        if (!has("pin1 =") && !(has("shell = pin3") && has("pin3 = open"))) words.push_back(std::move(one));
    }
    if (words.empty()) return;
    const Measured measured(description_of(words, {1000}));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string name = fmt::format("l{}", i);
        const LinkResponse& link = measured.link(name);
        const InputPoint& input = measured.all.input("i_" + name)->at(1000);
        if (!input.cold_leg) continue;
        const LegVoltages legs =
            on_legs(link.legs.open_hot, link.legs.open_cold, impedances_of(link.legs), input);
        const Complex out = legs.differential() * input.tied_differential + legs.common() * input.tied_common;
        const Complex whole = link.spots.at(1000).ground;
        // tied legs are tied by a milliohm, and a bootstrapped one multiplies rounding
        if (!(std::abs(out - whole) <= 1e-3 * std::abs(whole) + 1e-5 * std::abs(input.tied_differential)))
            RC_FAIL(fmt::format("{}+{}i instead of {}+{}i\n{}", out.real(), out.imag(), whole.real(),
                                whole.imag(), words[i].text("x")));
    }
}

PinImpedances pins(double hot_hot, double hot_cold, double cold_hot, double cold_cold) {
    return {hot_hot, hot_cold, cold_hot, cold_cold};
}

TEST(PinImpedances, say_which_pin_follows_which) {
    EXPECT_EQ(following(pins(100, 0, 0, 100)), Following::neither);
    EXPECT_EQ(following(pins(100, 0, 0, 0)), Following::neither);
    EXPECT_EQ(following(pins(10050, 10000, 10000, 10050)), Following::each_other);
    EXPECT_EQ(following(pins(56, 20e3, 0, 20e3)), Following::hot_cold);
    // a winding with its tap on the chassis: the other half goes against the one that is driven
    EXPECT_EQ(following(pins(42, -22, -22, 42)), Following::neither);
}

// A star of 120, 80 and 1000 ohm: legs of 120 and 80 above what both share.
TEST(PinImpedances, of_a_star_are_its_legs_above_what_they_share) {
    const PinImpedances star = pins(1120, 1000, 1000, 1080);
    EXPECT_EQ(star.differential(), Complex(200));
    EXPECT_EQ(star.leg_hot() - star.leg_cold(), Complex(40));
    EXPECT_EQ(star.common(), Complex((1120 + 1080 + 2000) / 4.0));
}

}  // namespace
}  // namespace pin3
