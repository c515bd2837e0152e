#include "analysis/reduction.hpp"

#include <fmt/format.h>

#include <numbers>

namespace pin3 {
namespace {

// Nodes of a port: where current is pushed in and drawn out, and between which the voltage counts.
struct Port {
    Node in, out;
    Node plus, minus;
};

Port port_of(const Element& element) {
    if (element.kind == ElementKind::vccs || element.kind == ElementKind::vcvs)
        return {element.nodes[0], element.nodes[1], element.nodes[2], element.nodes[3]};
    return {element.nodes[0], element.nodes[1], element.nodes[0], element.nodes[1]};
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
        default:
            return value;
    }
}

std::string port_source(std::size_t port) {
    return fmt::format("port_{}", port + 1);
}

}  // namespace

bool reducible(const Circuit& circuit, const Variation& variation) {
    for (const VariedElement& varied : variation.elements) {
        const ElementKind kind = circuit.elements()[varied.element].kind;
        if (kind != ElementKind::resistor && kind != ElementKind::capacitor &&
            kind != ElementKind::inductor && kind != ElementKind::vccs && kind != ElementKind::vcvs)
            return false;
    }
    return true;
}

Bench port_bench(const Bench& bench, const Variation& variation) {
    Bench whole = bench;
    for (std::size_t i = 0; i < variation.elements.size(); ++i) {
        const std::size_t index = variation.elements[i].element;
        const Element& element = bench.circuit.elements()[index];
        const Port port = port_of(element);
        if (element.kind == ElementKind::vcvs) {
            // what a larger gain adds is a voltage in series; 1 V that lowers the output
            const Node inside = whole.circuit.add_node(port_source(i));
            whole.circuit.redirect(index, 0, inside);
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

Reduction reduction_of(const Bench& bench, const Variation& variation, const Response& response) {
    const std::size_t ports = variation.elements.size();
    const std::size_t probes = bench.probes.size();
    const std::size_t drives = bench.sources.size();
    Reduction reduction(ports, probes, drives, response.frequency_hz);
    for (std::size_t k = 0; k < response.frequency_hz.size(); ++k) {
        const auto fill = [&](std::size_t column, std::size_t drive, const Complex& scale) {
            for (std::size_t i = 0; i < ports; ++i)
                reduction.value(k, i, column) = scale * (response.value(drive, probes + 2 * i, k) -
                                                         response.value(drive, probes + 2 * i + 1, k));
            for (std::size_t i = 0; i < probes; ++i)
                reduction.value(k, ports + i, column) = scale * response.value(drive, i, k);
        };
        for (std::size_t j = 0; j < ports; ++j)
            fill(j, drives + j,
                 admittance(bench.circuit.elements()[variation.elements[j].element],
                            response.frequency_hz[k]));
        for (std::size_t j = 0; j < drives; ++j) fill(ports + j, j, 1);
    }
    return reduction;
}

void port_changes(const Circuit& circuit, const Variation& variation, std::span<const double> factors,
                  std::span<double> changes) {
    for (std::size_t i = 0; i < variation.elements.size(); ++i) {
        const VariedElement& varied = variation.elements[i];
        const double factor = element_factor(varied, factors);
        const ElementKind kind = circuit.elements()[varied.element].kind;
        const bool goes_down = kind == ElementKind::resistor || kind == ElementKind::inductor;
        changes[i] = goes_down ? 1 / factor - 1 : factor - 1;
    }
}

}  // namespace pin3
