// Circuits as values: names, joins and what the builder leaves out.
#include "circuit/circuit.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

class InACircuit : public ::testing::Test {
protected:
    Circuit circuit;
    Scope scope{circuit, "stage"};
};

TEST_F(InACircuit, every_name_carries_the_prefix_of_its_stage) {
    const Node node = scope.node("hot");
    scope.resistor("rout", node, ground, fixed(100));
    EXPECT_EQ(circuit.node_name(node), "n_stage_hot");
    EXPECT_EQ(circuit.elements().at(0).spice_name(), "r_stage_rout");
}

TEST_F(InACircuit, an_inner_scope_adds_its_own_prefix) {
    Scope inner = scope.inner("opamp");
    EXPECT_EQ(circuit.node_name(inner.node("out")), "n_stage_opamp_out");
}

TEST_F(InACircuit, ground_is_called_0) {
    EXPECT_EQ(circuit.node_name(ground), "0");
}

TEST_F(InACircuit, the_older_of_two_joined_nodes_keeps_its_name) {
    const Node older = scope.node("older"), newer = scope.node("newer");
    circuit.join(newer, older);
    EXPECT_EQ(circuit.node_name(newer), "n_stage_older");
    EXPECT_EQ(circuit.node_name(older), "n_stage_older");
    EXPECT_EQ(circuit.canonical(newer), older);
}

TEST_F(InACircuit, ground_wins_every_join) {
    const Node a = scope.node("a"), b = scope.node("b");
    circuit.join(a, b);
    circuit.join(b, ground);
    EXPECT_EQ(circuit.node_name(a), "0");
    EXPECT_EQ(circuit.node_name(b), "0");
}

TEST_F(InACircuit, joins_reach_elements_that_stand_there_already_and_those_that_come) {
    const Node a = scope.node("a"), b = scope.node("b"), c = scope.node("c");
    scope.resistor("before", b, c, fixed(1));
    circuit.join(a, b);
    scope.resistor("after", b, c, fixed(1));
    for (const Element& element : circuit.elements()) EXPECT_EQ(element.nodes.at(0), a) << element.name;
}

TEST_F(InACircuit, a_chain_of_joins_ends_at_the_oldest_node) {
    const Node first = scope.node("1"), second = scope.node("2"), third = scope.node("3"),
               fourth = scope.node("4");
    circuit.join(third, fourth);
    circuit.join(second, fourth);
    circuit.join(first, third);
    for (const Node node : {second, third, fourth}) EXPECT_EQ(circuit.canonical(node), first);
}

TEST_F(InACircuit, a_node_joined_with_itself_stays_what_it_is) {
    const Node node = scope.node("a");
    circuit.join(node, node);
    EXPECT_EQ(circuit.node_name(node), "n_stage_a");
}

TEST_F(InACircuit, a_resistor_of_0_ohm_joins_its_nodes) {
    const Node a = scope.node("a"), b = scope.node("b");
    scope.resistor("r", a, b, fixed(0));
    EXPECT_TRUE(circuit.elements().empty());
    EXPECT_EQ(circuit.canonical(a), circuit.canonical(b));
}

TEST_F(InACircuit, a_coil_of_0_henry_joins_its_nodes) {
    const Node a = scope.node("a");
    scope.inductor("l", a, ground, fixed(0));
    EXPECT_TRUE(circuit.elements().empty());
    EXPECT_EQ(circuit.node_name(a), "0");
}

TEST_F(InACircuit, a_capacitor_of_0_farad_is_left_out) {
    const Node a = scope.node("a");
    scope.capacitor("c", a, ground, fixed(0));
    EXPECT_TRUE(circuit.elements().empty());
    EXPECT_EQ(circuit.node_name(a), "n_stage_a");
}

TEST_F(InACircuit, a_current_controlled_source_names_the_source_that_it_listens_to) {
    const Node a = scope.node("a"), b = scope.node("b");
    scope.voltage("sense", a, b, 0);
    scope.cccs("mirror", b, ground, "sense", fixed(2));
    EXPECT_EQ(circuit.elements().at(1).reference, circuit.elements().at(0).spice_name());
}

TEST_F(InACircuit, the_same_model_text_is_kept_once) {
    circuit.add_model(".model d1 d\n");
    circuit.add_model(".model d2 d\n");
    circuit.add_model(".model d1 d\n");
    EXPECT_EQ(circuit.models().size(), 2u);
}

TEST_F(InACircuit, a_remark_stands_before_the_next_element) {
    const Node a = scope.node("a");
    scope.resistor("first", a, ground, fixed(1));
    scope.remark("about the second");
    scope.resistor("second", a, ground, fixed(1));
    EXPECT_EQ(circuit.remarks().at(0).element, 1u);
}

TEST(ScaledPart, keeps_its_tolerance_and_its_name) {
    const Spread spread{"mixer.r", "mixer.r", {0.01, Distribution::gaussian, 0.001}};
    const Part half = scaled({10e3, "mixer.r", {spread}}, 0.5);
    EXPECT_EQ(half.value, 5e3);
    EXPECT_EQ(half.spreads.at(0).tolerance, spread.tolerance);
    EXPECT_EQ(half.parameter, "mixer.r");
}

TEST(RenamedPart, is_drawn_for_itself_out_of_the_same_lot) {
    const Part r1 = renamed({10e3, "mixer.r", {{"mixer.r", "mixer.r", {0.01}}}}, "mixer.r1");
    EXPECT_EQ(r1.parameter, "mixer.r1");
    EXPECT_EQ(r1.spreads.at(0).part, "mixer.r1");
    EXPECT_EQ(r1.spreads.at(0).lot, "mixer.r");
}

TEST(FollowingPart, follows_others_with_a_weight_or_inversely) {
    const Part gain{1e5, "a.gain", {{"a.gain", "", {0.5}}}}, gbw{1e7, "a.gbw", {{"a.gbw", "", {0.3}}}};
    const Part both = following(following(fixed(1e-9), gain, 0.5), gbw, 1, true);
    ASSERT_EQ(both.spreads.size(), 2u);
    EXPECT_EQ(both.spreads[0].weight, 0.5);
    EXPECT_FALSE(both.spreads[0].inverse);
    EXPECT_TRUE(both.spreads[1].inverse);
}

}  // namespace
}  // namespace pin3
