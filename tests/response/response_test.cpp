// Answers of a rig over frequency, against a low-pass that can be computed by hand.
#include "response/response.hpp"

#include "measured.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

constexpr double ohm = 1e4, farad = 4.7e-9;

// A source, R, C to ground; probes: behind the resistor, a node that a join has put on ground, the source.
Rig low_pass() {
    Rig rig;
    Circuit& circuit = rig.circuit;
    const Node in = circuit.add_node("in"), out = circuit.add_node("out"),
               joined = circuit.add_node("joined");
    circuit.add({ElementKind::voltage, "in", {in, ground}, fixed(0), {}});
    circuit.add({ElementKind::current, "push", {ground, out}, fixed(0), {}});
    Scope scope(circuit, "t");
    scope.resistor("r", in, out, fixed(ohm));
    scope.capacitor("c", out, joined, fixed(farad));
    scope.resistor("short", joined, ground, fixed(0));
    rig.sources = {"v_in", "i_push"};
    rig.probes = {out, joined, in};
    return rig;
}

// H = 1 / (1 + j w R C)
Complex transfer(double hertz) {
    return 1.0 / Complex(1, two_pi * hertz * ohm * farad);
}

class LowPass : public ::testing::Test {
protected:
    RigResponse answered(const FrequencyPlan& plan) {
        const Rig rig = low_pass();
        const std::vector<Outcome> outcomes = simulator().run(response_jobs(rig, plan, "low-pass"));
        for (const Outcome& outcome : outcomes)
            if (outcome.failure) throw std::runtime_error(outcome.failure->message);
        return collect_response(rig, plan, outcomes);
    }
};

// ngspice's AC results are good to about 1e-12 absolute; netlist numbers may be read one bit off.
constexpr double accuracy = 1e-12;

TEST_F(LowPass, has_its_closed_form_at_the_spots_and_along_the_curve) {
    const FrequencyPlan plan{10, 100e3, 20, {50, 1000, 3386.275, 20e3}};
    const RigResponse response = answered(plan);
    ASSERT_EQ(response.curve.frequency_hz.size(), 81u);
    for (const Response* part : {&response.curve, &response.spots})
        for (std::size_t k = 0; k < part->frequency_hz.size(); ++k) {
            const double hertz = part->frequency_hz[k];
            EXPECT_LT(std::abs(part->value(0, 0, k) - transfer(hertz)), accuracy) << hertz;
            EXPECT_LT(std::abs(part->value(0, 2, k) - 1.0), accuracy) << hertz;
            // 1 A into R parallel to C
            EXPECT_LT(std::abs(part->value(1, 0, k) / ohm - transfer(hertz)), accuracy) << hertz;
        }
}

TEST_F(LowPass, has_a_curve_with_equal_ratios_that_meets_both_ends) {
    const Response curve = answered({20, 20e3, 7, {}}).curve;
    ASSERT_EQ(curve.frequency_hz.size(), 22u);
    EXPECT_NEAR(curve.frequency_hz.front(), 20, 1e-9);
    EXPECT_NEAR(curve.frequency_hz.back(), 20e3, 1e-6);
    for (std::size_t k = 1; k < curve.frequency_hz.size(); ++k)
        EXPECT_NEAR(curve.frequency_hz[k] / curve.frequency_hz[k - 1], std::pow(10, 1.0 / 7), 1e-9);
}

TEST_F(LowPass, is_met_at_the_spots_to_the_last_bit) {
    const std::vector<double> spots = {0.1, 62.5, 1000.0 / 3, 12345.678};
    EXPECT_EQ(answered({10, 100, 0, spots}).spots.frequency_hz, spots);
}

TEST_F(LowPass, may_be_asked_for_spots_or_for_a_curve_alone) {
    const RigResponse spots = answered({0, 0, 0, {1000}});
    EXPECT_TRUE(spots.curve.frequency_hz.empty());
    EXPECT_EQ(spots.spots.frequency_hz.size(), 1u);
    const RigResponse curve = answered({10, 1000, 5, {}});
    EXPECT_EQ(curve.curve.frequency_hz.size(), 11u);
    EXPECT_TRUE(curve.spots.frequency_hz.empty());
}

TEST_F(LowPass, is_zero_at_a_probe_that_a_join_has_put_on_ground) {
    const RigResponse response = answered({10, 1000, 5, {1000}});
    EXPECT_EQ(response.spots.value(0, 1, 0), Complex(0));
    ASSERT_EQ(response.curve.answers[0].probes[1].size(), response.curve.frequency_hz.size());
    for (const Complex& value : response.curve.answers[0].probes[1]) EXPECT_EQ(value, Complex(0));
}

TEST(ResponseJobs, say_what_they_drive_and_ask_for_no_vector_of_ground) {
    const std::vector<Job> jobs = response_jobs(low_pass(), {10, 100e3, 20, {1000}}, "low-pass");
    ASSERT_EQ(jobs.size(), 2u);
    EXPECT_EQ(jobs[0].name, "low-pass, driven by v_in");
    EXPECT_NE(jobs[0].deck.find("v_in n_in 0 dc 0 ac 1\n"), std::string::npos);
    EXPECT_NE(jobs[1].deck.find("v_in n_in 0 dc 0\n"), std::string::npos);
    EXPECT_NE(jobs[1].deck.find("i_push 0 n_out dc 0 ac 1\n"), std::string::npos);
    ASSERT_EQ(jobs[0].analyses.size(), 2u);
    EXPECT_EQ(jobs[0].analyses[0].command, "ac dec 20 10 100000");
    EXPECT_EQ(jobs[0].analyses[1].command, "ac lin 1 1000 1000");
    EXPECT_EQ(jobs[0].analyses[1].vectors, (std::vector<std::string>{"n_out", "n_in"}));
}

}  // namespace
}  // namespace pin3
