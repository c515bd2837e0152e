#include "circuit/dc_path.hpp"

#include <numeric>

namespace pin3 {
namespace {

std::size_t root(std::vector<std::size_t>& parent, std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

// How many of an element's leading nodes a direct current joins.
std::size_t conducting_nodes(const Element& element) {
    switch (element.kind) {
        case ElementKind::resistor:
        case ElementKind::inductor:
        case ElementKind::voltage:
        case ElementKind::vcvs:
        case ElementKind::diode:
            return 2;
        // what is inside is unknown; ngspice has the last word
        case ElementKind::subcircuit:
            return element.nodes.size();
        case ElementKind::capacitor:
        case ElementKind::current:
        case ElementKind::vccs:
        case ElementKind::cccs:
            return 0;
    }
    return 0;
}

}  // namespace

std::vector<std::string> nodes_without_dc_path(const Circuit& circuit) {
    std::vector<std::size_t> parent(circuit.node_count());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    std::vector<bool> used(circuit.node_count(), false);
    for (const Element& element : circuit.elements()) {
        for (Node node : element.nodes) used[node.index] = true;
        for (std::size_t i = 1; i < conducting_nodes(element); ++i)
            parent[root(parent, element.nodes[i].index)] = root(parent, element.nodes[0].index);
    }
    std::vector<std::string> floating;
    for (std::size_t i = 1; i < circuit.node_count(); ++i)
        if (used[i] && root(parent, i) != root(parent, 0)) floating.push_back(circuit.node_name(Node{i}));
    return floating;
}

}  // namespace pin3
