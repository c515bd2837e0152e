#include "circuit/circuit.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace pin3 {

std::string Element::spice_name() const {
    return std::string{static_cast<char>(kind), '_'} + name;
}

Circuit::Circuit() : names_{"0"}, joined_to_{0} {}

Node Circuit::add_node(std::string name) {
    names_.push_back(std::move(name));
    joined_to_.push_back(names_.size() - 1);
    return Node{names_.size() - 1};
}

Node Circuit::canonical(Node node) const {
    while (joined_to_[node.index] != node.index) node.index = joined_to_[node.index];
    return node;
}

void Circuit::join(Node a, Node b) {
    a = canonical(a);
    b = canonical(b);
    if (a == b) return;
    const auto [kept, gone] = std::minmax(a.index, b.index);
    joined_to_[gone] = kept;
    for (Element& element : elements_)
        for (Node& node : element.nodes) node = canonical(node);
}

void Circuit::add(Element element) {
    for (Node& node : element.nodes) node = canonical(node);
    elements_.push_back(std::move(element));
}

void Circuit::remark(std::string text) {
    remarks_.push_back({elements_.size(), std::move(text)});
}

void Circuit::add_model(std::string text) {
    if (std::find(models_.begin(), models_.end(), text) == models_.end()) models_.push_back(std::move(text));
}

std::string Circuit::node_name(Node node) const {
    node = canonical(node);
    return node == ground ? "0" : "n_" + names_[node.index];
}

Node Scope::node(std::string_view name) {
    return circuit_.add_node(full(name));
}

void Scope::two_pole(ElementKind kind, std::string_view name, Node a, Node b, Part part) {
    circuit_.add({kind, full(name), {a, b}, std::move(part), {}});
}

void Scope::resistor(std::string_view name, Node a, Node b, Part part) {
    if (part.value == 0)
        join(a, b);
    else if (part.row > 1)
        row_of_resistors(name, a, b, part);
    else
        two_pole(ElementKind::resistor, name, a, b, std::move(part));
}

void Scope::noiseless_resistor(std::string_view name, Node a, Node b, Part part) {
    if (part.value == 0)
        join(a, b);
    else
        circuit_.add({ElementKind::resistor, full(name), {a, b}, std::move(part), {}, true});
}

void Scope::row_of_resistors(std::string_view name, Node a, Node b, const Part& row) {
    Node at = a;
    for (int number = 1; number <= row.row; ++number) {
        const std::string one = std::string(name) + "_part" + std::to_string(number);
        const Node next = number == row.row ? b : node(one);
        two_pole(ElementKind::resistor, one, at, next, part_of_row(row, number));
        at = next;
    }
}

void Scope::capacitor(std::string_view name, Node a, Node b, Part part) {
    if (part.value != 0) two_pole(ElementKind::capacitor, name, a, b, std::move(part));
}

void Scope::inductor(std::string_view name, Node a, Node b, Part part) {
    if (part.value == 0)
        join(a, b);
    else
        two_pole(ElementKind::inductor, name, a, b, std::move(part));
}

void Scope::vcvs(std::string_view name, Node plus, Node minus, Node control_plus, Node control_minus,
                 Part gain) {
    circuit_.add(
        {ElementKind::vcvs, full(name), {plus, minus, control_plus, control_minus}, std::move(gain), {}});
}

void Scope::vccs(std::string_view name, Node from, Node to, Node control_plus, Node control_minus,
                 Part siemens) {
    circuit_.add(
        {ElementKind::vccs, full(name), {from, to, control_plus, control_minus}, std::move(siemens), {}});
}

void Scope::cccs(std::string_view name, Node from, Node to, std::string_view source, Part gain) {
    circuit_.add({ElementKind::cccs, full(name), {from, to}, std::move(gain), "v_" + full(source)});
}

void Scope::voltage(std::string_view name, Node plus, Node minus, double volts) {
    two_pole(ElementKind::voltage, name, plus, minus, fixed(volts));
}

void Scope::current(std::string_view name, Node from, Node to, double amperes) {
    two_pole(ElementKind::current, name, from, to, fixed(amperes));
}

void Scope::diode(std::string_view name, Node anode, Node cathode, std::string_view model) {
    circuit_.add({ElementKind::diode, full(name), {anode, cathode}, {}, std::string(model)});
}

void Scope::subcircuit(std::string_view name, std::vector<Node> nodes, std::string_view subckt) {
    circuit_.add({ElementKind::subcircuit, full(name), std::move(nodes), {}, std::string(subckt)});
}

void Scope::hiss(std::string_view name, Node from, Node to, double density, std::string_view source) {
    if (density > 0)
        circuit_.add_hiss({full(name), from, to, density, source.empty() ? std::string() : full(source)});
}

Part part_of_row(Part row, int number) {
    row.value /= row.row;
    for (Spread& spread : row.spreads)
        if (spread.part == row.parameter)
            spread.part += ", " + std::to_string(number) + " of " + std::to_string(row.row);
    row.row = 1;
    return row;
}

std::string_view described_part(std::string_view drawn) {
    return drawn.substr(0, drawn.find(','));
}

Part renamed(Part part, const std::string& name) {
    part.parameter = name;
    for (Spread& spread : part.spreads) spread.part = name;
    return part;
}

Part following(Part part, const Part& other, double weight, bool inverse) {
    for (Spread spread : other.spreads) {
        spread.weight *= weight;
        spread.inverse = spread.inverse != inverse;
        part.spreads.push_back(std::move(spread));
    }
    return part;
}

}  // namespace pin3
