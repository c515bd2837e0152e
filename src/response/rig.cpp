#include "response/rig.hpp"

#include "catalog/catalog.hpp"
#include "catalog/lead.hpp"
#include "catalog/pickup.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

constexpr double insulation_ohm = 1e12;

// "output synth: unbalanced { rout = 1k 5%, couple = none, pin3 = ground }"
std::string stage_remark(const Stage& stage) {
    std::string values;
    for (const ParameterSpec& spec : stage.kind->parameters) {
        const Setting& setting = stage.parameters.setting(spec.name);
        if (setting.written.empty()) continue;
        values += fmt::format("{}{} = {}", values.empty() ? "" : ", ", spec.name, setting.written);
    }
    return fmt::format("{} {}: {} {{ {} }}", role_name(stage.role), stage.name, stage.kind->name, values);
}

void build_output(Circuit& circuit, const Stage& stage, const OutputPins& pins) {
    Scope scope(circuit, "output", stage.name);
    scope.remark(stage_remark(stage));
    std::get<BuildOutput>(stage.kind->build)(scope, stage.parameters, pins);
}

void build_input(Circuit& circuit, const Stage& stage, const InputPins& pins) {
    Scope scope(circuit, "input", stage.name);
    scope.remark(stage_remark(stage));
    std::get<BuildInput>(stage.kind->build)(scope, stage.parameters, pins);
}

// A node, and a source of 0 V from it to ground that can drive it.
Node driven_node(Circuit& circuit, std::string_view name) {
    const Node node = circuit.add_node(std::string(name));
    circuit.add({ElementKind::voltage, std::string(name), {node, ground}, fixed(0), {}});
    return node;
}

// A conductor leaves the source: behind the crossing it is higher by U, and its current is drawn from U's
// network. A pin that nothing else holds still has insulation (1 Tohm), so that every circuit has a bias
// point.
Node cross(Circuit& circuit, std::string_view conductor, Node pin, Node chassis) {
    Scope scope(circuit, "crossing");
    const Node sensed = scope.node(fmt::format("{}_source", conductor));
    const Node beyond = scope.node(conductor);
    if (pin != ground) scope.resistor(conductor, pin, ground, fixed(insulation_ohm));
    scope.voltage(conductor, pin, sensed, 0);
    scope.vcvs(conductor, beyond, sensed, chassis, ground, fixed(1));
    scope.cccs(conductor, chassis, ground, conductor, fixed(1));
    return beyond;
}

// An output with its parameter `lift` at yes has its pin 1 on nothing but the cable's shield.
bool lifted(const Stage& output) {
    return output.parameters.has("lift") && output.parameters.is("lift", "yes");
}

}  // namespace

std::string_view drive_name(Drive drive) {
    return drive == Drive::signal ? "signal" : "ground";
}

namespace {

// Everything of a link but its input.
struct SourceSide {
    Node hot, cold;        // where the input will be
    Node chassis;          // the voltage between the chassis
    Node receiver_ground;  // what the input has for its shield: its chassis, or its lifted signal ground
    Node source_pin1, receiver_pin1;  // against the chassis of each; ground where pin 1 shares nothing
};

// What the shield's current shares with a stage's signal reference on its way to the chassis: between the
// contact of pin 1 and that reference. 0 ohm: one node.
Node build_pin1(Circuit& circuit, const Stage& stage, Node reference) {
    if (!stage.parameters.has("pin1")) return reference;
    const Part& pin1 = stage.parameters.part("pin1");
    if (pin1.value == 0) return reference;
    Scope scope(circuit, std::string(role_name(stage.role)), stage.name);
    const Node contact = scope.node("pin1");
    scope.resistor("pin1", contact, reference, pin1);
    return contact;
}

// What an input's signal is against: its chassis, or with `lift` ohm between the two a node of its own.
Node build_lift(Circuit& circuit, const Stage& input) {
    if (!input.parameters.has("lift") || input.parameters.number("lift") == 0) return ground;
    Scope scope(circuit, "input", input.name);
    const Node signal_ground = scope.node("signal_ground");
    scope.resistor("lift", signal_ground, ground, input.parameters.part("lift"));
    return signal_ground;
}

// V = pin1 I, I the current in the shield, on top of a voltage against the chassis. With I towards the
// receiver the source's contact is below its chassis, the receiver's above: both raise what the receiver
// delivers.
void build_pin1_signal(Circuit& circuit, const Stage& stage, Node upper, Node lower, Node plus, Node minus) {
    if (circuit.canonical(plus) == circuit.canonical(minus)) {
        circuit.join(upper, lower);
        return;
    }
    Scope(circuit, std::string(role_name(stage.role)), stage.name)
        .vcvs("pin1", upper, lower, plus, minus, fixed(1));
}

SourceSide build_source_side(Circuit& circuit, const Link& link) {
    circuit.remark("the programme: 1 V of signal when it drives");
    const Node programme = driven_node(circuit, "signal");
    const OutputPins source{circuit.add_node("source_signal"), circuit.add_node("source_hot"),
                            circuit.add_node("source_cold"),
                            lifted(*link.output) ? circuit.add_node("source_shield") : ground};
    circuit.remark("the noise between the chassis: 1 V of EMF when it drives");
    const GroundNodes between{driven_node(circuit, "ground"), circuit.add_node("chassis")};
    {
        Scope scope(circuit, "ground");
        scope.remark(stage_remark(*link.ground));
        std::get<BuildGround>(link.ground->kind->build)(scope, link.ground->parameters, between);
    }
    // a stage that is lifted off its chassis has nothing between that and pin 1
    const Node near_contact =
        lifted(*link.output) ? source.shield : build_pin1(circuit, *link.output, ground);
    const Node source_pin1 = lifted(*link.output) ? ground : near_contact;
    build_pin1_signal(circuit, *link.output, source.signal, programme, ground, source_pin1);
    build_output(circuit, *link.output, source);

    Node carried = circuit.add_node("carried");
    {
        Scope scope(circuit, "cable");
        build_common_inductance(scope, link.cable->parameters, between.chassis, carried);
    }
    circuit.remark("each conductor leaves the source's chassis through a source of the chassis voltage");
    CableEnds ends;
    ends.near_hot = cross(circuit, "hot", source.hot, carried);
    ends.near_cold = cross(circuit, "cold", source.cold, carried);
    ends.near_chassis = cross(circuit, "shield", near_contact, carried);
    ends.far_hot = circuit.add_node("receiver_hot");
    ends.far_cold = circuit.add_node("receiver_cold");
    const Node receiver_ground = build_lift(circuit, *link.input);
    ends.far_chassis = build_pin1(circuit, *link.input, receiver_ground);
    ends.cold_on_chassis = circuit.canonical(source.cold) == ground;
    {
        Scope scope(circuit, "cable");
        scope.remark(stage_remark(*link.cable));
        std::get<BuildCable>(link.cable->kind->build)(scope, link.cable->parameters, ends);
    }
    return {ends.far_hot, ends.far_cold, between.chassis, receiver_ground, source_pin1, ends.far_chassis};
}

// The link's input between these legs. Returns what it delivers, with what its pin 1 adds; an input whose
// cold is its own ground has that in its signal already.
Node build_receiver(Circuit& circuit, const Link& link, Node hot, const SourceSide& source,
                    std::optional<Node> field = {}) {
    const Node out = circuit.add_node("out"), pin1 = source.receiver_pin1, reference = source.receiver_ground;
    if (circuit.canonical(pin1) == circuit.canonical(reference)) {
        build_input(circuit, *link.input, {hot, source.cold, out, reference, field});
        return out;
    }
    const Node delivered = circuit.add_node("delivered");
    build_input(circuit, *link.input, {hot, source.cold, delivered, reference, field});
    const bool no_cold_leg = circuit.canonical(source.cold) == circuit.canonical(reference);
    build_pin1_signal(circuit, *link.input, out, delivered, no_cold_leg ? reference : pin1, reference);
    return out;
}

// A voltmeter on each leg, and a current that can be pushed into it: i_hot, i_cold.
void add_meters(Circuit& circuit, Node hot, Node cold) {
    circuit.remark("voltmeters, and currents that can be pushed into each leg");
    Scope scope(circuit, "meter");
    for (const auto& [name, pin] : {std::pair{"hot", hot}, std::pair{"cold", cold}}) {
        scope.resistor(name, pin, ground, fixed(insulation_ohm));
        circuit.add({ElementKind::current, name, {ground, pin}, fixed(0), {}});
    }
}

}  // namespace

Rig link_rig(const Link& link) {
    Rig rig;
    const SourceSide source = build_source_side(rig.circuit, link);
    const Node out = build_receiver(rig.circuit, link, source.hot, source);
    rig.sources = {"v_signal", "v_ground"};
    rig.probes = {out, source.chassis};
    return rig;
}

Rig link_pickup_rig(const Link& link) {
    Rig rig;
    Circuit& circuit = rig.circuit;
    const SourceSide source = build_source_side(circuit, link);
    rig.sources = {"v_signal", "v_ground"};
    Node hot = source.hot;
    if (link.cable->kind->hum) {
        circuit.remark("what the cable picks up");
        const Node electric = driven_node(circuit, "electric"), magnetic = driven_node(circuit, "magnetic");
        hot = circuit.add_node("picked_hot");
        Scope scope(circuit, "pickup");
        build_pickup(scope, link.cable->parameters, {electric, magnetic, source.hot, hot, source.cold});
        rig.sources.insert(rig.sources.end(), {"v_electric", "v_magnetic"});
    }
    std::optional<Node> field;
    if (!hum_sources_of(*link.input, link).empty()) {
        circuit.remark("what the core of the input's transformer picks up");
        field = driven_node(circuit, "core");
        rig.sources.push_back("v_core");
    }
    const Node out = build_receiver(circuit, link, hot, source, field);
    rig.probes = {out, source.chassis};
    return rig;
}

std::optional<Node> add_shield_meter(Circuit& circuit) {
    const std::vector<Element>& elements = circuit.elements();
    const auto shield = std::find_if(elements.begin(), elements.end(), [](const Element& element) {
        return element.name == "cable_shield_1" || element.name.starts_with("cable_contact_shield");
    });
    if (shield == elements.end()) return std::nullopt;
    const auto index = static_cast<std::size_t>(shield - elements.begin());
    const Node before = shield->nodes[0];
    circuit.remark("a meter in the shield: 1 V per ampere");
    Scope scope(circuit, "meter");
    const Node sensed = scope.node("shield_sensed"), reading = scope.node("shield");
    circuit.redirect(index, 0, sensed);
    scope.voltage("shield", before, sensed, 0);
    scope.cccs("shield", ground, reading, "shield", fixed(1));
    scope.resistor("shield", reading, ground, fixed(1));
    return reading;
}

std::optional<Primary> output_primary(const Circuit& circuit) {
    const std::vector<Element>& elements = circuit.elements();
    const auto wire = std::find_if(elements.begin(), elements.end(), [](const Element& element) {
        return element.name == "output_rdc_primary_hot";
    });
    if (wire == elements.end()) return std::nullopt;
    return Primary{wire->nodes[0], wire->nodes[1], wire->part.value};
}

std::string pickup_source(const HumSource& source) {
    return fmt::format("v_{}", source.path);
}

Link with_prescribed_chassis(const Link& link) {
    auto none = std::make_shared<Stage>();
    none->role = Role::ground;
    none->name = "none";
    none->kind = find_kind(Role::ground, "none");
    Link prescribed = link;
    prescribed.ground = std::move(none);
    return prescribed;
}

Rig link_legs_rig(const Link& link) {
    Rig rig;
    const SourceSide source = build_source_side(rig.circuit, link);
    add_meters(rig.circuit, source.hot, source.cold);
    rig.sources = {"v_ground", "i_hot", "i_cold"};
    rig.probes = {source.hot, source.cold, source.chassis, source.source_pin1, source.receiver_pin1};
    return rig;
}

Rig output_rig(const Stage& output) {
    Rig rig;
    Circuit& circuit = rig.circuit;
    const OutputPins pins{driven_node(circuit, "signal"), circuit.add_node("hot"), circuit.add_node("cold")};
    build_output(circuit, output, pins);
    add_meters(circuit, pins.hot, pins.cold);
    rig.sources = {"v_signal", "i_hot", "i_cold"};
    rig.probes = {pins.hot, pins.cold};
    return rig;
}

Rig output_balance_rig(const Stage& output, Drive drive) {
    Rig rig;
    Circuit& circuit = rig.circuit;
    const OutputPins pins{driven_node(circuit, "signal"), circuit.add_node("hot"), circuit.add_node("cold")};
    build_output(circuit, output, pins);
    circuit.remark("the bridge of two 300 ohm");
    Scope scope(circuit, "bridge");
    const Node middle = circuit.add_node("middle");
    scope.resistor("hot", pins.hot, middle, fixed(300));
    scope.resistor("cold", pins.cold, middle, fixed(300));
    rig.sources = {"v_signal"};
    if (drive == Drive::ground_emf) {
        circuit.add({ElementKind::voltage, "middle", {middle, ground}, fixed(0), {}});
        rig.sources.push_back("v_middle");
    } else {
        scope.resistor("meter", middle, ground, fixed(insulation_ohm));
    }
    rig.probes = {pins.hot, pins.cold, middle};
    return rig;
}

Rig input_rig(const Stage& input, double hot_ohm, double cold_ohm) {
    Rig rig;
    Circuit& circuit = rig.circuit;
    circuit.remark("a differential and a common generator for both legs");
    const Node differential = driven_node(circuit, "differential");
    const Node common = driven_node(circuit, "common");
    Scope scope(circuit, "bench");
    const Node generator_hot = scope.node("generator_hot");
    const Node generator_cold = scope.node("generator_cold");
    scope.vcvs("hot", generator_hot, common, differential, ground, fixed(0.5));
    scope.vcvs("cold", generator_cold, common, differential, ground, fixed(-0.5));
    const Node hot = circuit.add_node("hot");
    const Node cold = circuit.add_node("cold");
    scope.resistor("hot", generator_hot, hot, fixed(hot_ohm));
    scope.resistor("cold", generator_cold, cold, fixed(cold_ohm));
    const Node out = circuit.add_node("out");
    build_input(circuit, input, {hot, cold, out});
    rig.sources = {"v_differential", "v_common"};
    rig.probes = {out, hot, cold};
    return rig;
}

}  // namespace pin3
