// Whole links, against the closed forms of the bridge that source and receiver make.
#include "figures.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace pin3 {
namespace {

constexpr double near_db = 0.05;
constexpr double contact = 0.01;  // ohm: the plugs of a link without a cable

double db(double ratio) {
    return 20 * std::log10(std::abs(ratio));
}

const std::string perfect = "difference { r = 10k }";

// Ground gain of 4 x 10k with source impedances in the legs: they add to r1 (cold) and r3 (hot).
Complex bridge(Complex hot, Complex cold, double r = 10e3) {
    return r * (cold - hot) / ((r + cold) * (2 * r + hot));
}

Measured over_plugs(const std::string& output, const std::string& input = perfect) {
    return Measured(link_text(output, "none", input));
}

TEST(LinkCmrr, of_100_and_101_ohm_into_four_resistors_of_10k_is_that_of_the_bridge) {
    // 10k / ((10k + 101) (20k + 100)) = 49.25e-6, -86.15 dB; the reference simulation has -86.14, and 100/110
    // ohm -66.16
    for (const auto& [cold, expected] : {std::pair{101.0, -86.15}, {110.0, -66.16}}) {
        const Measured symmetric =
            over_plugs(fmt::format("symmetric {{ rout = 100, rout_cold = {} }}", cold));
        const Measured impedance =
            over_plugs(fmt::format("impedance_balanced {{ rout = 100, pin3 = {} }}", cold));
        EXPECT_NEAR(exactly(link_figure(symmetric, "ground_gain", 1000)), expected, 0.01);
        EXPECT_NEAR(exactly(link_figure(symmetric, "ground_gain", 1000)),
                    db(std::abs(bridge(100 + contact, cold + contact))), 1e-3);
        EXPECT_NEAR(exactly(link_figure(impedance, "ground_gain", 1000)),
                    exactly(link_figure(symmetric, "ground_gain", 1000)), 1e-3)
            << "identical for both";
    }
}

// Every output delivers 1 V between its open pins for 1 V of signal, so the two have the same signal gain and
// the same CMRR here. The 6.02 dB are what an impedance-balanced output needs more on its one driven pin: all
// of the signal instead of half.
TEST(LinkCmrr, of_an_impedance_balanced_output_is_that_of_a_symmetric_one_with_the_same_legs) {
    for (const auto& [hot, cold] : {std::pair{100.0, 101.0}, {600.0, 500.0}, {47.0, 47.1}}) {
        const Measured symmetric =
            over_plugs(fmt::format("symmetric {{ rout_hot = {}, rout_cold = {} }}", hot, cold));
        const Measured impedance =
            over_plugs(fmt::format("impedance_balanced {{ rout = {}, pin3 = {} }}", hot, cold));
        // the halves' common part of the signal meets a bridge that is not quite in balance: 1e-4 of it
        EXPECT_NEAR(exactly(link_figure(symmetric, "cmrr", 1000)),
                    exactly(link_figure(impedance, "cmrr", 1000)), near_db);
        EXPECT_NEAR(exactly(link_figure(symmetric, "signal_gain", 1000)),
                    exactly(link_figure(impedance, "signal_gain", 1000)), near_db);
        EXPECT_NEAR(db(std::abs(impedance.output().at(1000).signal_hot)) -
                        db(std::abs(symmetric.output().at(1000).signal_hot)),
                    6.0206, 1e-3);
    }
}

TEST(LinkCmrr, of_an_output_with_pin_3_on_ground_is_that_of_its_hot_impedance_against_the_leg) {
    // [calc] V_d / V_cm = R / (Z_leg + R) into 20k legs: 50/150/470/600 ohm 52.1/42.6/32.8/30.7 dB, ground
    // gain alone
    for (const auto& [ohm, expected] : {std::pair{50, 52.1}, {150, 42.6}, {470, 32.8}, {600, 30.7}}) {
        const Measured measured = over_plugs(fmt::format("unbalanced {{ rout = {} }}", ohm));
        EXPECT_NEAR(-exactly(link_figure(measured, "ground_gain", 1000)), expected, near_db) << ohm;
        EXPECT_NEAR(-exactly(link_figure(measured, "ground_gain", 1000)),
                    -db(std::abs(bridge(ohm + contact, contact))), 0.002);
    }
}

TEST(LinkCmrr, is_0_dB_with_pin_3_floating_and_6_dB_of_level_are_lost) {
    const Measured measured = over_plugs("unbalanced { rout = 100, pin3 = open }");
    EXPECT_NEAR(exactly(link_figure(measured, "cmrr", 1000)), 0, near_db);
    // hot carries 10k / 20.1k of signal and noise alike
    EXPECT_NEAR(exactly(link_figure(measured, "signal_gain", 1000)), db(10e3 / 20.1e3), 1e-3);
    EXPECT_NEAR(exactly(link_figure(measured, "signal_gain", 1000)), -6.02, near_db);
}

TEST(LinkCmrr, of_two_unbalanced_boxes_with_bonded_shields_is_near_0_dB) {
    const Measured measured(link_text("unbalanced", "coax { length = 3 m }", "unbalanced", "mains"));
    EXPECT_NEAR(exactly(link_figure(measured, "cmrr", 50)), 0, 0.1);
}

TEST(LinkCmrr, of_unequal_coupling_capacitors_rises_by_6_dB_an_octave) {
    // Z_leg / dZ [calc]: 10 uF +-20 % into 20k: 43.6/45.2/69.6 dB at 50/60/1000 Hz; 100 uF: 63.6/65.2/89.6 dB
    for (const auto& [microfarad, at_50, at_60, at_1000] :
         {std::tuple{10.0, 43.6, 45.2, 69.6}, {100.0, 63.6, 65.2, 89.6}}) {
        const Measured measured(
            link_text(
                fmt::format("impedance_balanced {{ rout = 100, couple_hot = {} uF, couple_cold = {} uF }}",
                            microfarad * 1.2, microfarad * 0.8),
                "none", perfect),
            {60});
        EXPECT_NEAR(exactly(link_figure(measured, "cmrr", 50)), at_50, near_db + 0.05)
            << microfarad;  // 100 ohm in the legs take 0.04 dB
        EXPECT_NEAR(exactly(link_figure(measured, "cmrr", 60)), at_60, near_db + 0.05) << microfarad;
        EXPECT_NEAR(exactly(link_figure(measured, "cmrr", 1000)), at_1000, near_db + 0.05) << microfarad;
        for (const double hertz : {50.0, 60.0, 1000.0}) {
            const auto leg = [&](double farad) {
                return 100 + contact + 1.0 / Complex(0, two_pi * hertz * farad);
            };
            EXPECT_NEAR(exactly(link_figure(measured, "ground_gain", hertz)),
                        db(std::abs(bridge(leg(microfarad * 1.2e-6), leg(microfarad * 0.8e-6)))), 0.005);
        }
    }
}

// H = 1 / (1 + j w R C) of each leg, shield at the receiver only: H1 - H2. [calc] 30 m of 220 pF/m, 5 % of
// imbalance.
TEST(LinkCmrr, of_a_cable_with_unequal_capacitances_falls_with_frequency) {
    const auto cable = [](const std::string& shield) {
        return "twisted_pair { length = 30 m, c_shield = 220 pF/m, c_conductors = 0, c_imbalance = 5 %, "
               "l_conductor = 0, sections = 1, shield = " +
               shield + " }";
    };
    const std::string receiver = "instrumentation { r_bias = 10meg }";
    const Measured low(link_text("symmetric { rout = 50 }", cable("receiver"), receiver), {60});
    for (const auto& [hertz, expected] : {std::pair{60.0, 104.0}, {1000.0, 79.7}, {20e3, 53.7}})
        EXPECT_NEAR(-exactly(link_figure(low, "ground_gain", hertz)), expected, 0.3)
            << "rounded, and 1.6 ohm of conductor: " << hertz;
    const Measured high(link_text("symmetric { rout = 1k }", cable("receiver"), receiver), {60});
    for (const auto& [hertz, expected] : {std::pair{60.0, 78.0}, {1000.0, 53.7}, {20e3, 32.2}}) {
        EXPECT_NEAR(-exactly(link_figure(high, "ground_gain", hertz)), expected, 0.1 + near_db) << hertz;
        const auto h = [w = two_pi * hertz](double share) {
            return 1.0 / Complex(1, w * 1e3 * 6.6e-9 * share);
        };
        EXPECT_NEAR(-exactly(link_figure(high, "ground_gain", hertz)), -db(std::abs(h(1.025) - h(0.975))),
                    near_db);
    }
    // bonded at the source, conductors and shield move together: at least 20 dB better
    const Measured at_source(link_text("symmetric { rout = 1k }", cable("source"), receiver), {60});
    for (const double hertz : {60.0, 1000.0, 20e3})
        EXPECT_GT(link_figure(at_source, "cmrr", hertz)->value, link_figure(high, "cmrr", hertz)->value + 20);
}

TEST(LinkCmrr, of_a_perfect_link_is_a_bound) {
    const Measured measured = over_plugs("impedance_balanced { rout = 100 }");
    const auto figure = link_figure(measured, "cmrr", 1000);
    ASSERT_TRUE(figure);
    EXPECT_TRUE(figure->bound) << figure->value;
    EXPECT_NEAR(figure->value, db(1 / gain_floor), 0.1);
    const auto ground = link_figure(measured, "ground_gain", 1000);
    EXPECT_TRUE(ground->bound);
    EXPECT_NEAR(ground->value, db(gain_floor), 1e-9);
}

TEST(LinkCmrr, does_not_depend_on_the_level_or_on_the_strength_of_the_noise) {
    const Measured quiet(link_text("impedance_balanced { rout = 100, pin3 = 120, level = -10 dBV }", "none",
                                   perfect, "mains { level = 1 mV }"));
    const Measured loud(link_text("impedance_balanced { rout = 100, pin3 = 120, level = +24 dBu }", "none",
                                  perfect, "mains { level = 2 V }"));
    EXPECT_EQ(exactly(link_figure(quiet, "cmrr", 1000)), exactly(link_figure(loud, "cmrr", 1000)));
}

// The rule for gains that the solver does not resolve.
TEST(Rejection, is_a_bound_under_the_floor_and_nothing_without_a_signal) {
    EXPECT_NEAR(rejection(1.0, 1e-3)->value, 60, 1e-9);
    EXPECT_FALSE(rejection(1.0, gain_floor)->bound);
    EXPECT_TRUE(rejection(1.0, 0.99 * gain_floor)->bound);
    EXPECT_NEAR(rejection(2.0, 0.0)->value, 20 * std::log10(2 / gain_floor), 1e-9);
    EXPECT_TRUE(rejection(2.0, 0.0)->bound);
    EXPECT_FALSE(rejection(0.0, 1.0));
    EXPECT_FALSE(rejection(std::nan(""), 1.0));
    EXPECT_NEAR(rejection(Complex(0, 1), Complex(-0.1, 0))->value, 20, 1e-9);
}

TEST(Metrics, each_have_a_name_of_their_own_among_their_subjects_and_explain_themselves) {
    for (const Metric* metric : metrics()) {
        EXPECT_EQ(find_metric(metric->subject(), metric->name), metric) << metric->name;
        EXPECT_GT(metric->definition.size(), metric->name.size());
        EXPECT_FALSE(metric->summary.empty());
        EXPECT_FALSE(metric->summary.ends_with('.'));
    }
    EXPECT_EQ(find_metric("link", "cmrr_tied"), nullptr);
    EXPECT_EQ(find_metric("nothing", "cmrr"), nullptr);
}

}  // namespace
}  // namespace pin3
