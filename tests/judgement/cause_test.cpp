// The sentence that says what limits a link, and what its reader is warned of.
#include "judgement/cause.hpp"

#include "judgement/warnings.hpp"
#include "metrics/figures.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

std::string limit_of(const std::string& output, const std::string& cable, const std::string& input,
                     const std::string& between = "mains") {
    const Measured measured(link_text(output, cable, input, between));
    return cause_of(measured.link(), measured.output(), measured.input());
}

#define EXPECT_SAYS(sentence, part) EXPECT_NE((sentence).find(part), std::string::npos) << (sentence)

TEST(Limit, is_the_source_when_its_legs_differ) {
    // 200 and 100 ohm into the inputs of a difference amplifier: hot (20/20.2) V, cold from there
    // (1/100 + hot/20k)/(1/100 + 1/10k), 4.901 mV apart; the signal likewise 0.9852: 46.06 dB. The receiver
    // alone 2/1e-5, 106 dB.
    const std::string sentence =
        limit_of("impedance_balanced { rout = 200, pin3 = 100 }", "none", "difference { r1 = 10000.1 }");
    EXPECT_TRUE(sentence.starts_with("the source limits")) << sentence;
    EXPECT_SAYS(sentence,
                "source legs of 200 ohm and 100 ohm into receiver legs of 20 kohm allow 46.1 dB; the "
                "receiver allows 106.0 dB");
}

// 20 mohm of 0.52 ohm: 28.3 dB, less 0.04 dB of signal; at both ends 20 mohm each of 0.54: 22.6 dB together.
TEST(Limit, is_pin_1_where_the_shields_current_shares_it) {
    const std::string lead = "twisted_pair { length = 10 m, c_imbalance = 0 }";
    const std::string one = limit_of("symmetric { rout = 50 }", lead, "difference { pin1 = 20m }");
    EXPECT_TRUE(one.starts_with("pin 1 of receiver limits: 20 mohm")) << one;
    EXPECT_SAYS(one, "allow 28.3 dB");
    EXPECT_SAYS(limit_of("symmetric { rout = 50, pin1 = 20m }", lead, "difference"),
                "pin 1 of source limits");
    const std::string both =
        limit_of("symmetric { rout = 50, pin1 = 20m }", lead, "difference { pin1 = 20m }");
    EXPECT_SAYS(both, "pin 1 of receiver and pin 1 of source limit");
    EXPECT_SAYS(both, "allow 22.6 dB together");
    // where the bridge lets more through, it is the bridge
    EXPECT_FALSE(limit_of("unbalanced { rout = 1k }", lead, "difference { pin1 = 1m }").starts_with("pin 1"));
}

// |1 + j w L/R| of 10 mH and 15 uH over 15 m of 134 mohm/m: 29.9 dB at 1 kHz.
TEST(Limit, is_the_leads_inductance_between_unbalanced_stages) {
    EXPECT_SAYS(limit_of("unbalanced { rout = 100 }", "coax { length = 15 m, choke = 10 mH }", "unbalanced"),
                "the lead's inductance of 10 mH takes what the shield's resistance leaves of the noise and "
                "allows 29.9 dB");
    // a transformer does it by itself
    EXPECT_SAYS(limit_of("transformer", "coax { length = 15 m, choke = 10 mH, shell = pin3 }", "unbalanced"),
                "takes the receiver's ground as its own");
}

// 100 ohm against 20 kohm and r4 off by 1 %: 46.1 dB each, against each other or together.
TEST(Limit, says_what_two_causes_come_to_together) {
    const auto with = [](const std::string& r4) {
        return limit_of("impedance_balanced { rout = 200, pin3 = 100 }", "none",
                        "difference { r4 = " + r4 + " }");
    };
    EXPECT_NE(with("10.1k").find(", and together "), std::string::npos) << with("10.1k");
    EXPECT_NE(with("9.9k").find(", and together 39.9 dB"), std::string::npos) << with("9.9k");
    EXPECT_EQ(with("10k").find("together"), std::string::npos) << with("10k");
}

TEST(Limit, is_the_receiver_when_its_resistors_differ) {
    const std::string sentence =
        limit_of("impedance_balanced { rout = 100, pin3 = 100.01 }", "none", "difference { r2 = 10.1k }");
    EXPECT_TRUE(sentence.starts_with("the receiver limits")) << sentence;
    EXPECT_SAYS(sentence, "it allows 46.0 dB");  // 2 / 1 %, 46.09 dB, less 0.04 dB of signal
}

TEST(Limit, of_an_input_without_a_cold_leg_is_what_its_lift_takes) {
    const std::string sentence =
        limit_of("unbalanced", "coax { length = 5 m, r_shield = 8.5m }", "unbalanced { lift = 220 }");
    EXPECT_SAYS(sentence, "its lift of 220 ohm");
    EXPECT_SAYS(sentence, "74.3 dB");
}

TEST(Limit, is_shared_when_both_come_to_the_same) {
    const std::string sentence =
        limit_of("impedance_balanced { rout = 200, pin3 = 100 }", "none", "difference { r2 = 10.1k }");
    EXPECT_TRUE(sentence.starts_with("source and receiver share the blame")) << sentence;
}

TEST(Limit, is_the_cable_when_it_alone_makes_equal_legs_unequal) {
    const std::string sentence =
        limit_of("impedance_balanced { rout = 1k }",
                 "twisted_pair { length = 30 m, c_imbalance = 5 %, shield = receiver }",
                 "difference { r1 = 10000.1 }");
    EXPECT_TRUE(sentence.starts_with("the cable limits")) << sentence;
}

TEST(Limit, is_the_cold_conductor_where_hot_alone_carries_the_noise) {
    EXPECT_SAYS(limit_of("unbalanced { pin3 = open }", "none", "difference"),
                "cold does not carry the source's ground");
}

// What is behind the voltage between the chassis is no part of either gain: 1 nF or 1 ohm, the sentence is
// the same.
TEST(Limit, does_not_depend_on_the_impedance_of_the_ground) {
    const auto sentence = [](const std::string& between) {
        return limit_of("impedance_balanced { rout = 200, pin3 = 100 }", "unshielded { length = 3 m }",
                        "difference { r1 = 10.01k }", between);
    };
    EXPECT_EQ(sentence("double_insulated"), sentence("mains"));
}

TEST(Limit, is_the_receiver_when_a_cold_leg_that_carries_is_weighted_wrongly) {
    EXPECT_SAYS(limit_of("unbalanced { rout = 1 }", "none", "difference { r1 = 20k, r2 = 5k }"), "receiver");
}

TEST(Limit, is_the_missing_cold_leg_of_an_unbalanced_receiver) {
    EXPECT_SAYS(limit_of("symmetric", "coax { length = 1 m }", "unbalanced"), "the receiver has no cold leg");
}

// Both pins move by 20k x i where cold is pushed, hot alone by its 56 ohm besides, less what a gain of 1e5
// leaves of 20k twice over: that is what is unequal.
TEST(Limit, does_not_give_legs_to_an_output_that_senses_cold) {
    const std::string sentence =
        limit_of("ground_cancelling { rout = 56 }", "none", "difference { r1 = 10000.001 }");
    EXPECT_SAYS(sentence,
                "a ground-sensing source, 55.6 ohm between hot and cold and 20 kohm against its chassis,");
}

// Of a tapped winding of 40 ohm in all, driven by 90: for a common mode each half is 20 ohm, whatever the
// core couples of one to the other.
TEST(Limit, gives_the_legs_that_a_common_mode_sees) {
    const std::string sentence =
        limit_of("transformer { tap = ground, rdc_secondary = 40, c_interwinding = 0, c_winding = 0 }",
                 "none", "difference { r1 = 10001 }");
    EXPECT_SAYS(sentence, "source legs of 20 ohm and 20 ohm");
}

// A pin 3 that is open carries nothing: what the receiver then makes of hot alone is in the link's figure
// already.
TEST(Limit, does_not_count_an_open_pin_3_twice) {
    for (const std::string input : {"difference", "instrumentation { r_bias = 1meg }"})
        EXPECT_SAYS(limit_of("unbalanced { rout = 1k, pin3 = open }", "none", input),
                    "cold does not carry the source's ground");
    // the lead's capacitances join the pin to hot and to the shield: that does not make a floating source of
    // it
    EXPECT_SAYS(limit_of("unbalanced { rout = 1k, pin3 = open }", "twisted_pair { length = 3 m }",
                         "instrumentation { r_bias = 10meg }"),
                "source legs of");
}

// What the legs are said to allow is what the link has where the receiver itself is perfect, however unequal
// they are.
TEST(Limit, of_the_source_alone_is_that_of_the_link) {
    for (const std::string output : {"measured { v_hot = 1, v_cold = 0, z_hot = 1k, z_cold = 100k }",
                                     "impedance_balanced { rout = 5k, pin3 = 500 }",
                                     "ground_cancelling { rout = 1k }", "transformer { rout = 5k }"}) {
        const Measured measured(link_text(output, "none", "difference"));
        const Gains gains = measured.link().spots.at(1000);
        const std::string allow =
            fmt::format("allow {:.1f} dB", 20 * std::log10(std::abs(gains.signal / gains.ground)));
        EXPECT_SAYS(cause_of(measured.link(), measured.output(), measured.input()), allow);
    }
}

TEST(Limit, speaks_of_a_floating_source_as_one) {
    EXPECT_SAYS(limit_of("transformer", "none", "difference { r1 = 10.1k }"), "a floating source");
}

std::vector<std::string> warned(const std::string& output, const std::string& cable,
                                const std::string& input) {
    const Measured measured(link_text(output, cable, input, "mains"));
    return warnings({measured.link(), &measured.input()});
}

TEST(Warning, says_how_much_of_the_signal_is_lost) {
    const auto found = warned("unbalanced { pin3 = open }", "none", "difference");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_SAYS(found[0], "the signal arrives 6.1 dB below");  // 10k / 20.1k
}

TEST(Warning, says_what_a_lift_beside_a_lifted_shield_leaves) {
    const std::string pair = "twisted_pair { length = 3 m, shield = ";
    const auto found = warned("unbalanced", pair + "receiver }", "unbalanced { lift = 220 }");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_SAYS(found[0], "only 220 ohm hold the shield");
    EXPECT_TRUE(warned("unbalanced", pair + "both }", "unbalanced { lift = 220 }").empty());
    EXPECT_TRUE(warned("unbalanced", pair + "receiver }", "unbalanced").empty());
}

TEST(Warning, says_what_phantom_voltage_does_where_no_capacitor_stops_it) {
    const auto of_core = warned("symmetric", "none", "transformer { phantom = 6.8k }");
    ASSERT_EQ(of_core.size(), 1u);
    EXPECT_SAYS(of_core[0], "magnetises the core");
    const auto of_reading = warned("symmetric { rout_hot = 51 }", "none",
                                   "measured { z_hot = 10k, z_cold = 10k, phantom = 6.8k }");
    ASSERT_EQ(of_reading.size(), 1u);
    EXPECT_SAYS(of_reading[0], "48 V");
    EXPECT_TRUE(warned("symmetric { rout_hot = 51 }", "none",
                       "measured { z_hot = 10k, z_cold = 10k, phantom = 6.8k, couple = 47 uF }")
                    .empty());
}

TEST(Warning, says_that_a_figure_is_beyond_the_solver) {
    const auto found = warned("impedance_balanced", "none", "difference");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_SAYS(found[0], "beyond what the solver resolves");
}

TEST(Warning, is_silent_about_a_usual_link) {
    EXPECT_TRUE(warned("impedance_balanced { rout = 100, pin3 = 101 }", "twisted_pair { length = 5 m }",
                       "difference { r1 = 10.01k }")
                    .empty());
}

}  // namespace
}  // namespace pin3
