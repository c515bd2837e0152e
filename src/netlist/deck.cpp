#include "netlist/deck.hpp"

#include "core/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
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
    std::string value = fmt::format("dc {}", shortest(element.part.value));
    const auto driven =
        std::find_if(excitations.begin(), excitations.end(),
                     [&](const Excitation& excitation) { return excitation.source == element.spice_name(); });
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
        if (i < circuit.elements().size())
            deck += line(circuit, circuit.elements()[i], text.excitations) + "\n";
    }
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
