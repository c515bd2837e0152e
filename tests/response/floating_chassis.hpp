// The link's circuit as nature has it: the source's chassis is a node of its own, and conductors simply
// cross.
#pragma once

#include "response/rig.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace pin3 {

// Rewrites what link_rig builds: everything of the source stage that stood on ground stands on the chassis
// node, and a crossing joins its two sides. What vendor models tie to ground inside cannot be rewritten:
// std::invalid_argument.
inline Rig with_floating_chassis(const Rig& rig) {
    Rig floating;
    Circuit& circuit = floating.circuit;
    std::vector<Node> copy{ground};
    for (std::size_t i = 1; i < rig.circuit.node_count(); ++i)
        copy.push_back(circuit.add_node(std::to_string(i)));
    const auto copied = [&](Node node) { return copy.at(rig.circuit.canonical(node).index); };
    const Node chassis = copied(rig.probes.at(1));
    const auto of_source = [&](Node node) {
        return rig.circuit.canonical(node) == ground ? chassis : copied(node);
    };

    for (const Element& element : rig.circuit.elements()) {
        if (element.kind == ElementKind::subcircuit)
            throw std::invalid_argument("cannot float " + element.name);
        const bool crossing = element.name.starts_with("crossing_");
        Element moved = element;
        if (crossing && element.kind == ElementKind::voltage) {
            circuit.join(of_source(element.nodes[0]),
                         copied(element.nodes[1]));  // the pin and what senses its current
        } else if (crossing && element.kind == ElementKind::vcvs) {
            circuit.join(copied(element.nodes[0]), copied(element.nodes[1]));
        } else if (crossing && element.kind == ElementKind::cccs) {
            continue;
        } else {
            const bool source = crossing || element.name.starts_with("output_") || element.name == "signal";
            for (Node& node : moved.nodes) node = source ? of_source(node) : copied(node);
            circuit.add(std::move(moved));
        }
    }
    floating.sources = rig.sources;
    for (const Node probe : rig.probes) floating.probes.push_back(copied(probe));
    return floating;
}

}  // namespace pin3
