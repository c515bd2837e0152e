// Everything that is measured of a description, in one go.
#include "core/codes.hpp"
#include "measured.hpp"
#include "oracle/nodal.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

// A link whose gain is known: R in hot, R and C at the receiver.
TEST(Measure, finds_the_low_pass_of_a_link) {
    const Measured measured(
        link_text("unbalanced { rout = 10k }", "none", "unbalanced { r = 30k, c = 1 nF }", "mains"), {3000});
    for (const double hertz : {50.0, 1000.0, 3000.0, 20e3}) {
        // contacts of 10 mohm are all that it leaves out: 1e-6
        const Complex expected = 0.75 / Complex(1, two_pi * hertz * 7500 * 1e-9);
        EXPECT_LT(std::abs(measured.signal_gain(hertz) - expected), 3e-6) << hertz;
    }
    const GainRow& curve = measured.link().curve;
    ASSERT_EQ(curve.frequency_hz.size(), 81u);
    for (std::size_t k = 0; k < curve.frequency_hz.size(); ++k)
        EXPECT_LT(
            std::abs(curve.signal_gain[k] - 0.75 / Complex(1, two_pi * curve.frequency_hz[k] * 7500 * 1e-9)),
            1e-5);
}

TEST(Measure, agrees_with_the_oracle_on_both_gains_of_a_link) {
    const Measured measured(link_text("impedance_balanced { rout = 1k, pin3 = 950, couple = 22 uF }",
                                      "twisted_pair { length = 30 m }", "difference { r1 = 9.9k }", "mains"));
    const Link& link = *measured.description.links.at(0);
    for (const double hertz : {50.0, 1e3, 10e3, 20e3}) {
        EXPECT_LT(std::abs(measured.signal_gain(hertz) - signal_gain(link, hertz)), 1e-9);
        EXPECT_LT(std::abs(measured.ground_gain(hertz) - ground_gain(link, hertz)), 1e-9);
    }
    EXPECT_LT(std::abs(measured.link().spots.chassis_gain.at(0) - chassis_voltage(link, 50)), 1e-9);
}

TEST(Measure, meets_the_spots_of_each_link_and_those_that_are_asked_for_besides) {
    const Measured measured(
        "output source : unbalanced\ninput receiver : unbalanced\n"
        "ground us : mains { frequency = 60 Hz }\nground eu : mains { frequency = 50 Hz }\n"
        "link one = source -> receiver @ us\nlink two = source -> receiver @ eu\n",
        {440, 1000});
    EXPECT_EQ(measured.link("one").spots.frequency_hz, (std::vector<double>{60, 440, 1000, 10e3, 20e3}));
    EXPECT_EQ(measured.link("two").spots.frequency_hz, (std::vector<double>{50, 440, 1000, 10e3, 20e3}));
    EXPECT_EQ(measured.output().spots.size(), 7u);  // 20, 50, 60, 440, 1000, 10k, 20k
    EXPECT_THROW(measured.output().at(123), std::out_of_range);
}

TEST(Measure, takes_its_frequencies_from_the_sweep) {
    const Measured measured("sweep { from = 20 Hz, to = 2 kHz, points = 5, at = (100 Hz, 200 Hz) }\n" +
                            link_text("unbalanced", "none", "unbalanced"));
    EXPECT_EQ(measured.link().curve.frequency_hz.size(), 11u);
    // 1 kHz is where impedances are stated, and always there
    EXPECT_EQ(measured.link().spots.frequency_hz, (std::vector<double>{100, 200, 1000}));
}

TEST(Measure, reads_the_pins_of_an_output) {
    const Measured measured(
        "output source : measured { v_hot = 3 V, v_cold = -1 V, z_hot = 120, z_cold = 80, z_common = 1k }\n");
    const OutputPoint& point = measured.output().at(1000);
    EXPECT_NEAR(point.signal_hot.real(), 0.75, 1e-8);  // of 4 V between the pins
    EXPECT_NEAR(point.signal_cold.real(), -0.25, 1e-8);
    // meters of 1 Tohm on each leg take 1e-9
    EXPECT_NEAR(point.z_hot_hot.real(), 1120, 1e-5);
    EXPECT_NEAR(point.z_cold_cold.real(), 1080, 1e-5);
    EXPECT_NEAR(point.z_hot_cold.real(), 1000, 1e-5);
    EXPECT_NEAR(point.z_cold_hot.real(), 1000, 1e-5);
    EXPECT_NEAR(point.z_differential().real(), 200, 1e-5);
    EXPECT_NEAR(point.z_common().real(), 1000 + 48, 1e-5);  // 120 and 80 ohm in parallel
}

TEST(Measure, reads_the_legs_of_an_input) {
    const Measured measured(
        "input receiver : measured { z_hot = 12k, z_cold = 8k, z_differential = 40k, gain = 2 }\n");
    const InputPoint& point = measured.input().at(1000);
    EXPECT_TRUE(point.cold_leg);
    EXPECT_NEAR(std::abs(point.tied_differential), 2, 1e-6);
    // both legs at 1 V: nothing flows in the 40k between them
    EXPECT_NEAR(point.z_leg_hot.real(), 12e3, 1e-3);
    EXPECT_NEAR(point.z_leg_cold.real(), 8e3, 1e-3);
    EXPECT_NEAR(point.z_common.real(), 12e3 * 8e3 / 20e3, 1e-3);
    EXPECT_NEAR(point.z_differential.real(), 40e3 * 20e3 / 60e3, 1e-3);
}

// Both legs driven alike: r1 + r2 = r3 + r4 = 20k each, since the output stays at ground. 1 A into hot and
// out of cold, which float: hot lies r3 + r4 above ground, cold at r4 - r1, so r3 + r1 are between them.
TEST(Measure, finds_the_impedances_of_a_difference_amplifier) {
    const Measured measured("input receiver : difference { r = 10k }\n");
    const InputPoint& point = measured.input().at(1000);
    EXPECT_NEAR(point.z_differential.real(), 20e3, 1);
    EXPECT_NEAR(point.z_common.real(), 10e3, 1);
    EXPECT_NEAR(point.z_leg_hot.real(), 20e3, 1);
    EXPECT_NEAR(point.z_leg_cold.real(), 20e3, 1);
}

TEST(Measure, sees_that_an_input_has_no_cold_leg) {
    const Measured measured("input receiver : unbalanced { r = 22k }\n");
    const InputPoint& point = measured.input().at(1000);
    EXPECT_FALSE(point.cold_leg);
    EXPECT_NEAR(std::abs(point.tied_differential), 1, 1e-6);
    EXPECT_NEAR(point.z_differential.real(), 22e3, 0.01);
}

TEST(Measure, sees_output_and_cable_as_the_receiver_does) {
    const Measured measured(link_text("impedance_balanced { rout = 200, pin3 = 150 }", "none", "difference"));
    const SourceLegs& legs = measured.link().legs;
    EXPECT_NEAR(legs.open_hot.real(), 1, 1e-9);
    EXPECT_NEAR(legs.open_cold.real(), 1, 1e-9);
    EXPECT_NEAR(legs.z_hot_hot.real(), 200.01 + 0.01,
                0.011);  // contacts of 10 mohm, in the leg and in the shield
    EXPECT_NEAR(legs.z_cold_cold.real(), 150.01 + 0.01, 0.011);
}

TEST(Measure, tells_how_far_it_is) {
    std::vector<std::size_t> done;
    std::size_t jobs = 0;
    const Description description = described(link_text("unbalanced", "none", "unbalanced"));
    measure(description, {}, simulator(), [&](std::size_t now, std::size_t all) {
        done.push_back(now);
        jobs = all;
    });
    ASSERT_FALSE(done.empty());
    EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
    EXPECT_EQ(done.back(), jobs);
}

// A kind of output that the catalog does not have, in place of `source`.
Description with_output(BuildOutput build) {
    static std::vector<std::unique_ptr<Kind>> kinds;  // stages point at their kind
    kinds.push_back(
        std::make_unique<Kind>(Kind{Role::output, "odd", "an odd one", {}, "", "", "", build, nullptr}));
    Description description =
        described(link_text("unbalanced", "none", "unbalanced") +
                  "output good : unbalanced\nlink fine = good -> lead -> receiver @ between\n");
    const StagePtr old = description.stage(Role::output, "source");
    Stage odd = *old;
    odd.kind = kinds.back().get();
    const auto replaced = std::make_shared<const Stage>(std::move(odd));
    for (StagePtr& stage : description.stages)
        if (stage == old) stage = replaced;
    for (LinkPtr& link : description.links) {
        Link changed = *link;
        if (changed.output == old) changed.output = replaced;
        link = std::make_shared<const Link>(std::move(changed));
    }
    return description;
}

TEST(Measure, reports_each_subject_that_ngspice_refuses_and_measures_the_others) {
    const Description description = with_output([](Scope& scope, const Parameters&, const OutputPins& pins) {
        scope.resistor("r", pins.signal, pins.hot, fixed(100));
        scope.diode("d", pins.hot, pins.cold, "a_model_that_is_not_there");
    });
    const Measurements all = measure(description, {}, simulator());
    ASSERT_EQ(all.failures.size(), 2u);
    EXPECT_EQ(all.failures[0].subject, "link all");
    EXPECT_EQ(all.failures[1].subject, "output source");
    for (const MeasureFailure& failure : all.failures) {
        EXPECT_EQ(failure.diagnostic.code, Code::simulation_failed);
        EXPECT_EQ(failure.simulation.kind, FailureKind::rejected);
        EXPECT_NE(failure.simulation.log.find("a_model_that_is_not_there"), std::string::npos)
            << failure.simulation.log;
    }
    EXPECT_EQ(text(all.failures[0].diagnostic.span), "all");
    EXPECT_EQ(all.link("all"), nullptr);
    EXPECT_EQ(all.output("source"), nullptr);
    EXPECT_NE(all.link("fine"), nullptr);
    EXPECT_NE(all.output("good"), nullptr);
    EXPECT_NE(all.input("receiver"), nullptr);
}

TEST(Measure, refuses_a_node_without_a_path_for_direct_current_by_name) {
    const Description description = with_output([](Scope& scope, const Parameters&, const OutputPins& pins) {
        const Node between = scope.node("between");
        scope.capacitor("first", pins.signal, between, fixed(1e-6));
        scope.capacitor("second", between, pins.hot, fixed(1e-6));
        scope.resistor("bleeder", pins.hot, ground, fixed(1e5));
    });
    const Measurements all = measure(description, {}, simulator());
    ASSERT_EQ(all.failures.size(), 2u);
    for (const MeasureFailure& failure : all.failures) {
        EXPECT_EQ(failure.diagnostic.code, Code::no_dc_path);
        EXPECT_NE(failure.diagnostic.message.find("n_output_between"), std::string::npos)
            << failure.diagnostic.message;
        EXPECT_NE(failure.diagnostic.help.find("bleeder"), std::string::npos);
    }
    EXPECT_NE(all.link("fine"), nullptr);
}

TEST(Measure, does_not_mind_a_description_without_links) {
    EXPECT_TRUE(Measured("cable lead : coax { length = 1 m }\n").all.links.empty());
}

}  // namespace
}  // namespace pin3
