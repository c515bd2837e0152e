#include "production/reduction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numbers>
#include <stdexcept>

namespace pin3 {
namespace {

// Nodes of a port: where current is pushed in and drawn out, and between which the voltage counts.
struct Port {
    Node in, out;
    Node plus, minus;
};

bool controlled(const Element& element) {
    return element.kind == ElementKind::vccs || element.kind == ElementKind::vcvs;
}

const Element& element_of(const Circuit& circuit, const Variation& variation, std::size_t index) {
    return circuit.elements()[variation.elements[index].element];
}

// The ends of a branch: the two nodes that occur in it once.
Port port_of(const Circuit& circuit, const Variation& variation, const std::vector<std::size_t>& branch) {
    const Element& first = element_of(circuit, variation, branch.front());
    if (controlled(first)) return {first.nodes[0], first.nodes[1], first.nodes[2], first.nodes[3]};
    if (branch.size() == 1) return {first.nodes[0], first.nodes[1], first.nodes[0], first.nodes[1]};
    std::vector<Node> ends;
    for (const std::size_t index : branch)
        for (const Node node : element_of(circuit, variation, index).nodes)
            if (const auto met = std::find(ends.begin(), ends.end(), node); met != ends.end())
                ends.erase(met);
            else
                ends.push_back(node);
    return {ends.at(0), ends.at(1), ends.at(0), ends.at(1)};
}

// The nominal admittance of an element.
Complex admittance(const Element& element, double hertz) {
    const double omega = 2 * std::numbers::pi * hertz;
    const double value = element.part.value;
    switch (element.kind) {
        case ElementKind::resistor:
            return 1 / value;
        case ElementKind::capacitor:
            return {0, omega * value};
        case ElementKind::inductor:
            return {0, -1 / (omega * value)};
        case ElementKind::vccs:
        case ElementKind::vcvs:
            return value;
        default:
            throw std::logic_error(element.spice_name() + " cannot be a port");
    }
}

std::string port_source(std::size_t port) {
    return fmt::format("port_{}", port + 1);
}

}  // namespace

SeriesPorts series_ports(const Rig& rig, const Variation& variation) {
    const Circuit& circuit = rig.circuit;
    std::map<std::size_t, std::size_t> uses;  // of each node, by all elements and probes
    for (const Node probe : rig.probes) ++uses[circuit.canonical(probe).index];
    for (const Element& element : circuit.elements())
        for (const Node node : element.nodes) ++uses[node.index];
    std::vector<std::vector<std::size_t>> branches;
    std::map<std::size_t, std::size_t> open_end;  // a branch that ends at a node of two uses
    for (std::size_t i = 0; i < variation.elements.size(); ++i) {
        const Element& element = element_of(circuit, variation, i);
        std::vector<std::size_t> branch = {i};
        if (!controlled(element)) {
            std::vector<std::size_t> met;  // branches that it continues
            for (const Node node : element.nodes)
                if (const auto other = open_end.find(node.index);
                    node != ground && uses[node.index] == 2 && other != open_end.end())
                    met.push_back(other->second);
            // a branch that it would close to a ring has no ends: left as it is
            if (met.size() == 2 && met[0] == met[1]) met.clear();
            for (const std::size_t other : met) {
                branch.insert(branch.end(), branches[other].begin(), branches[other].end());
                branches[other].clear();
            }
            for (const std::size_t member : branch)
                for (const Node node : element_of(circuit, variation, member).nodes)
                    open_end[node.index] = branches.size();
        }
        branches.push_back(std::move(branch));
    }
    std::erase_if(branches, [](const auto& branch) { return branch.empty(); });
    std::stable_partition(branches.begin(), branches.end(),
                          [](const auto& branch) { return branch.size() == 1; });
    SeriesPorts series{std::move(branches), 0};
    for (const auto& branch : series.elements) series.singles += branch.size() == 1;
    return series;
}

Rig port_rig(const Rig& rig, const Variation& variation) {
    Rig whole = rig;
    const SeriesPorts series = series_ports(rig, variation);
    for (std::size_t i = 0; i < series.elements.size(); ++i) {
        const Port port = port_of(rig.circuit, variation, series.elements[i]);
        if (const VariedElement& first = variation.elements[series.elements[i].front()];
            rig.circuit.elements()[first.element].kind == ElementKind::vcvs) {
            // what a larger gain adds is a voltage in series; 1 V that lowers the output
            const Node inside = whole.circuit.add_node(port_source(i));
            whole.circuit.redirect(first.element, 0, inside);
            whole.circuit.add({ElementKind::voltage, port_source(i), {inside, port.in}, fixed(0), {}});
            whole.sources.push_back("v_" + port_source(i));
        } else {
            // a current source drives its current from its first node through itself to its second
            whole.circuit.add({ElementKind::current, port_source(i), {port.out, port.in}, fixed(0), {}});
            whole.sources.push_back("i_" + port_source(i));
        }
        whole.probes.push_back(port.plus);
        whole.probes.push_back(port.minus);
    }
    return whole;
}

Reduction reduction_of(const Rig& rig, const Variation& variation, const Response& response) {
    const std::size_t probes = rig.probes.size();
    const std::size_t drives = rig.sources.size();
    Reduction reduction(series_ports(rig, variation), probes, drives, response.frequency_hz);
    const std::size_t ports = reduction.ports();
    for (std::size_t k = 0; k < response.frequency_hz.size(); ++k) {
        const auto fill = [&](std::size_t column, std::size_t drive, const Complex& scale) {
            for (std::size_t i = 0; i < ports; ++i)
                reduction.value(k, i, column) = scale * (response.value(drive, probes + 2 * i, k) -
                                                         response.value(drive, probes + 2 * i + 1, k));
            for (std::size_t i = 0; i < probes; ++i)
                reduction.value(k, ports + i, column) = scale * response.value(drive, i, k);
        };
        std::size_t element = 0;
        for (std::size_t j = 0; j < ports; ++j) {
            const std::vector<std::size_t>& branch = reduction.series().elements[j];
            const auto impedance = [&](std::size_t index) {
                return 1.0 / admittance(element_of(rig.circuit, variation, index), response.frequency_hz[k]);
            };
            Complex whole = 0;
            for (const std::size_t index : branch) whole += impedance(index);
            for (const std::size_t index : branch) reduction.share(k, element++) = impedance(index) / whole;
            fill(j, drives + j, 1.0 / whole);
        }
        for (std::size_t j = 0; j < drives; ++j) fill(ports + j, j, 1);
    }
    return reduction;
}

void port_changes(const Circuit& circuit, const Variation& variation, const SeriesPorts& series,
                  std::span<const double> factors, std::span<double> changes) {
    std::size_t at = 0;
    for (const std::vector<std::size_t>& branch : series.elements)
        for (const std::size_t index : branch) {
            const double factor = element_factor(variation.elements[index], factors);
            const ElementKind kind = element_of(circuit, variation, index).kind;
            const bool impedance = kind == ElementKind::resistor || kind == ElementKind::inductor;
            const bool alone = branch.size() == 1;
            changes[at++] = alone == impedance ? 1 / factor - 1 : factor - 1;
        }
}

}  // namespace pin3
