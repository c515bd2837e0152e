// Which elements carry direct current to ground.
#include "circuit/dc_path.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace pin3 {
namespace {

using Names = std::vector<std::string>;

// `add` puts one element between a node that a source holds and a node that nothing else does.
Names floating_beyond(const std::function<void(Scope&, Node held, Node far)>& add) {
    Circuit circuit;
    Scope scope(circuit, "t");
    const Node held = scope.node("held"), far = scope.node("far");
    scope.voltage("source", held, ground, 0);
    add(scope, held, far);
    return nodes_without_dc_path(circuit);
}

TEST(DcPath, leads_through_a_resistor) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.resistor("r", a, b, fixed(1e12)); }), Names{});
}
TEST(DcPath, leads_through_a_coil) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.inductor("l", a, b, fixed(1)); }), Names{});
}
TEST(DcPath, leads_through_a_voltage_source) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.voltage("v", a, b, 0); }), Names{});
}
TEST(DcPath, leads_through_the_output_of_a_voltage_amplifier) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.vcvs("e", b, ground, a, ground, fixed(2)); }),
              Names{});
}
TEST(DcPath, leads_through_a_diode) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.diode("d", a, b, "any"); }), Names{});
}
TEST(DcPath, is_taken_to_lead_through_a_subcircuit) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.subcircuit("x", {a, b}, "any"); }), Names{});
}

const Names far_alone{"n_t_far"};

TEST(DcPath, ends_at_a_capacitor) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.capacitor("c", a, b, fixed(1e-6)); }),
              far_alone);
}
TEST(DcPath, ends_at_a_current_source) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.current("i", a, b, 0); }), far_alone);
}
TEST(DcPath, ends_at_a_transconductance) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.vccs("g", b, ground, a, ground, fixed(1)); }),
              far_alone);
}
TEST(DcPath, ends_at_a_current_mirror) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node, Node b) { s.cccs("f", b, ground, "source", fixed(1)); }),
              far_alone);
}
TEST(DcPath, does_not_lead_through_the_control_of_an_amplifier) {
    EXPECT_EQ(floating_beyond([](Scope& s, Node a, Node b) { s.vcvs("e", a, ground, b, ground, fixed(2)); }),
              far_alone);
}

TEST(DcPath, is_missing_between_two_coupling_capacitors_without_a_bleeder) {
    Circuit circuit;
    Scope scope(circuit, "t");
    const Node in = scope.node("in"), middle = scope.node("middle"), load = scope.node("load");
    scope.voltage("in", in, ground, 0);
    scope.capacitor("first", in, middle, fixed(1e-6));
    scope.capacitor("second", middle, load, fixed(1e-6));
    scope.resistor("load", load, ground, fixed(1e4));
    EXPECT_EQ(nodes_without_dc_path(circuit), Names{"n_t_middle"});
    scope.resistor("bleeder", middle, ground, fixed(1e6));
    EXPECT_EQ(nodes_without_dc_path(circuit), Names{});
}

TEST(DcPath, is_missing_for_every_node_of_an_island_in_the_order_of_the_circuit) {
    Circuit circuit;
    Scope scope(circuit, "t");
    const Node in = scope.node("in"), near = scope.node("near"), far = scope.node("far");
    scope.voltage("in", in, ground, 0);
    scope.resistor("island", far, near, fixed(1));
    scope.capacitor("bridge", in, far, fixed(1e-9));
    EXPECT_EQ(nodes_without_dc_path(circuit), (Names{"n_t_near", "n_t_far"}));
}

TEST(DcPath, comes_with_a_join_to_ground) {
    Circuit circuit;
    Scope scope(circuit, "t");
    const Node a = scope.node("a");
    scope.capacitor("c", a, ground, fixed(1e-9));
    EXPECT_EQ(nodes_without_dc_path(circuit), Names{"n_t_a"});
    circuit.join(a, ground);
    EXPECT_EQ(nodes_without_dc_path(circuit), Names{});
}

TEST(DcPath, is_not_asked_of_nodes_that_no_element_has) {
    Circuit circuit;
    circuit.add_node("unused");
    EXPECT_EQ(nodes_without_dc_path(circuit), Names{});
}

}  // namespace
}  // namespace pin3
