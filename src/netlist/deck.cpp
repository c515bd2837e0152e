#include "netlist/deck.hpp"

#include "core/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace pin3 {
namespace {

// Comments hold what users wrote: control characters would end the line, and other dialects stumble over
// bytes that are not ASCII.
std::string harmless(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f)
            out += c;
        else if (byte < 0x80 || byte >= 0xc0)  // one ? a character, not one a byte
            out += byte < 0x20 ? ' ' : '?';
    }
    return out;
}

// Lines of at most 100 columns, each a comment.
std::string comment(std::string_view text) {
    constexpr std::size_t width = 100;
    const std::string safe = harmless(text);
    std::string out;
    std::size_t begin = 0;
    while (begin < safe.size()) {
        std::size_t length = safe.size() - begin;
        if (length > width) {
            const std::size_t blank = safe.rfind(' ', begin + width);
            length = blank == std::string::npos || blank <= begin ? width : blank - begin;
        }
        out += fmt::format("* {}{}\n", begin == 0 ? "" : "  ", std::string_view(safe).substr(begin, length));
        begin += length;
        while (begin < safe.size() && safe[begin] == ' ') ++begin;
    }
    return out;
}

std::string source_value(const Element& element, const std::vector<Excitation>& excitations) {
    const auto driven =
        std::find_if(excitations.begin(), excitations.end(),
                     [&](const Excitation& excitation) { return excitation.source == element.spice_name(); });
    // beside a value of its own for DC, ngspice crashes over `external`
    if (driven != excitations.end() && driven->external) return "external";
    std::string value = fmt::format("dc {}", shortest(element.part.value));
    if (driven == excitations.end()) return value;
    if (driven->ac != 0) value += fmt::format(" ac {}", shortest(driven->ac));
    if (driven->amplitude != 0)
        value += fmt::format(" sin(0 {} {})", shortest(driven->amplitude), shortest(driven->frequency));
    return value;
}

std::string line(const Circuit& circuit, const Element& element, const std::vector<Excitation>& excitations) {
    std::string out = element.spice_name();
    for (const Node node : element.nodes) out += " " + circuit.node_name(node);
    switch (element.kind) {
        case ElementKind::voltage:
        case ElementKind::current:
            return out + " " + source_value(element, excitations);
        case ElementKind::cccs:
            return fmt::format("{} {} {}", out, element.reference, shortest(element.part.value));
        case ElementKind::diode:
        case ElementKind::subcircuit:
            return out + " " + element.reference;
        default:
            return out + " " + shortest(element.part.value);
    }
}

// A resistor of 1 kohm by itself makes sqrt(4 k T R) of noise, which a controlled source turns into the
// current that is wanted: ngspice has no other noise generator. 300.15 K is its temperature.
std::string hiss_lines(const Circuit& circuit) {
    constexpr double boltzmann = 1.380649e-23, kelvin = 300.15, ohm = 1e3;
    const double volts = std::sqrt(4 * boltzmann * kelvin * ohm);
    std::string out = circuit.hiss().empty() ? "" : "*\n* noise of op-amps\n";
    for (const HissGenerator& one : circuit.hiss()) {
        if (one.source.empty())
            out += fmt::format("r_noise_{0} n_noise_{0} 0 {1}\n", one.name, shortest(ohm));
        out += fmt::format("g_noise_{} {} {} n_noise_{} 0 {}\n", one.name, circuit.node_name(one.from),
                           circuit.node_name(one.to), one.source.empty() ? one.name : one.source,
                           shortest(one.density / volts));
    }
    return out;
}

// The element with what it can do at most. A current goes into its limit as tanh does; the flux of an
// inductor, the integral of its voltage, makes a magnetising current of (flux/L)(1 + (flux/most)^8): nothing
// at half of `most`, twice as much there.
std::string limited_line(const Circuit& circuit, const Element& element, const Limit& limits) {
    const auto node = [&](std::size_t i) { return circuit.node_name(element.nodes[i]); };
    const std::string value = shortest(element.part.value), limit = shortest(limits.most);
    const std::string name = "b_" + element.spice_name();
    if (element.kind == ElementKind::vccs) {
        std::string input = fmt::format("v({},{})", node(2), node(3));
        if (std::isfinite(limits.common_mode))
            input = fmt::format("({0}+uramp((v({1},0)+v({2},0))/2-{3})-uramp(-(v({1},0)+v({2},0))/2-{3}))",
                                input, node(2), node(3), shortest(limits.common_mode));
        return std::isfinite(limits.most)
                   ? fmt::format("{} {} {} i={}*tanh({}*{}/{})\n", name, node(0), node(1), limit, value,
                                 input, limit)
                   : fmt::format("{} {} {} i={}*{}\n", name, node(0), node(1), value, input);
    }
    if (element.kind == ElementKind::resistor)
        return line(circuit, element, {}) +
               fmt::format("\n{0} {1} 0 i={2}*(uramp(v({1},{3})/{4}-{5})-uramp(-v({1},{3})/{4}-{5}))\n", name,
                           circuit.node_name(limits.driver), shortest(limits.pull), node(1), value, limit);
    const std::string flux = "n_flux_" + element.name;
    return fmt::format(
        "g_flux_{0} 0 {1} {2} {3} 1\nc_flux_{0} {1} 0 1\nr_flux_{0} {1} 0 1e9\n"
        "{4} {2} {3} i=v({1})/{5}*(1+pwr(v({1})/{6},8))\n",
        element.name, flux, node(0), node(1), name, value, limit);
}

}  // namespace

std::string voltage_of(const Circuit& circuit, Node node) {
    return fmt::format("v({})", circuit.node_name(node));
}

std::string write_deck(const Circuit& circuit, const DeckText& text) {
    std::string deck = harmless(text.title) + "\n";
    auto remark = circuit.remarks().begin();
    for (std::size_t i = 0; i <= circuit.elements().size(); ++i) {
        for (; remark != circuit.remarks().end() && remark->element == i; ++remark) {
            deck += "*\n";
            deck += comment(remark->text);
        }
        if (i == circuit.elements().size()) break;
        const Element& element = circuit.elements()[i];
        const auto limit = std::find_if(circuit.limits().begin(), circuit.limits().end(),
                                        [&](const Limit& one) { return one.element == i; });
        deck += text.purpose == DeckPurpose::large_signal && limit != circuit.limits().end()
                    ? limited_line(circuit, element, *limit)
                    : line(circuit, element, text.excitations) +
                          (text.purpose == DeckPurpose::noise && element.noiseless ? " noisy=0\n" : "\n");
    }
    if (text.purpose == DeckPurpose::noise) deck += hiss_lines(circuit);
    if (!circuit.models().empty()) deck += "*\n* models\n";
    for (const std::string& model : circuit.models()) {
        deck += model;
        if (!model.ends_with('\n')) deck += '\n';
    }
    deck += "*\n";
    for (const std::string& card : text.cards) deck += card + "\n";
    return deck + ".end\n";
}

}  // namespace pin3
