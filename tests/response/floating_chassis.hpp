// The link's circuit as nature has it: the source's chassis is a node of its own, and conductors simply
// cross; the inductance of the lead as a whole is one of every conductor, all coupled with k = 1.
#pragma once

#include "oracle/nodal.hpp"
#include "response/rig.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace pin3 {

struct FloatingLink {
    Rig rig;
    std::vector<oracle::Coupling> couplings;
};

// Rewrites what link_rig builds: everything of the source stage that stood on ground stands on the chassis
// node, and a crossing joins its two sides. What vendor models tie to ground inside cannot be rewritten:
// std::invalid_argument.
inline FloatingLink with_floating_chassis(const Rig& rig) {
    FloatingLink link;
    Rig& floating = link.rig;
    Circuit& circuit = floating.circuit;
    std::vector<Node> copy{ground};
    for (std::size_t i = 1; i < rig.circuit.node_count(); ++i)
        copy.push_back(circuit.add_node(std::to_string(i)));
    const auto copied = [&](Node node) { return copy.at(rig.circuit.canonical(node).index); };
    const Node chassis = copied(rig.probes.at(1));
    const auto of_source = [&](Node node) {
        return rig.circuit.canonical(node) == ground ? chassis : copied(node);
    };

    double common_henry = 0;
    for (const Element& element : rig.circuit.elements())
        if (element.name == "cable_l_common" || element.name == "cable_choke")
            common_henry += element.part.value;
    std::vector<std::string> conductors;
    for (const Element& element : rig.circuit.elements()) {
        if (element.kind == ElementKind::subcircuit)
            throw std::invalid_argument("cannot float " + element.name);
        const bool crossing = element.name.starts_with("crossing_");
        Element moved = element;
        if (crossing && element.kind == ElementKind::voltage) {
            circuit.join(of_source(element.nodes[0]),
                         copied(element.nodes[1]));  // the pin and what senses its current
        } else if (crossing && element.kind == ElementKind::vcvs) {
            const Node beyond = copied(element.nodes[0]), sensed = copied(element.nodes[1]);
            if (common_henry > 0) {
                circuit.add({ElementKind::inductor, element.name, {sensed, beyond}, fixed(common_henry), {}});
                conductors.push_back(circuit.elements().back().spice_name());
            } else {
                circuit.join(beyond, sensed);
            }
        } else if ((crossing && element.kind == ElementKind::cccs) || element.name == "cable_l_common" ||
                   element.name == "cable_choke") {
            continue;
        } else {
            const bool source = crossing || element.name.starts_with("output_") || element.name == "signal";
            for (Node& node : moved.nodes) node = source ? of_source(node) : copied(node);
            circuit.add(std::move(moved));
        }
    }
    for (std::size_t i = 0; i < conductors.size(); ++i)
        for (std::size_t j = i + 1; j < conductors.size(); ++j)
            link.couplings.push_back({conductors[i], conductors[j], common_henry});
    floating.sources = rig.sources;
    for (const Node probe : rig.probes) floating.probes.push_back(copied(probe));
    return link;
}

}  // namespace pin3
