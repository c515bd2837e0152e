// A circuit as a value: nodes and elements, without any SPICE text.
#pragma once

#include "core/tolerance.hpp"

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// An index into the nodes of a circuit.
struct Node {
    std::size_t index = 0;
    bool operator==(const Node&) const = default;
};

// Node 0: both chassis. What lies between them is a voltage of its own, see catalog/link.hpp.
inline constexpr Node ground{};

// The letter is the one that SPICE uses.
enum class ElementKind : char {
    resistor = 'r',    // ohm
    capacitor = 'c',   // farad
    inductor = 'l',    // henry
    vcvs = 'e',        // V/V; nodes: out+, out-, control+, control-
    vccs = 'g',        // siemens; the current flows from out+ through the element to out-
    cccs = 'f',        // A/A; reference: the voltage source whose current controls
    voltage = 'v',     // DC volts; may be driven, see netlist/deck.hpp
    current = 'i',     // DC amperes, from node 0 through the element to node 1; may be driven
    diode = 'd',       // reference: the model's name
    subcircuit = 'x',  // reference: the subcircuit's name
};

// What production does to a value: a factor F = 1 + x · tolerance is drawn for the part, x from -1 to 1, and
// the value is multiplied by 1 + weight (F - 1), or divided by it.
struct Spread {
    std::string part;  // what is drawn, "mixer.r1": all that name the same part share its factor
    std::string lot;   // the matched network that the part belongs to, "mixer.r"; see Tolerance
    Tolerance tolerance;
    double weight = 1;
    bool inverse = false;
};

// A value with what production does to it, and what the description calls it.
struct Part {
    double value = 0;
    std::string parameter;  // "mixer.r1"; empty for what is not the user's to set
    std::vector<Spread> spreads;
    int row = 1;  // of a resistance: so many equal parts in series, each of value / row and drawn for itself
};

struct Element {
    ElementKind kind;
    std::string name;  // "output_rout_hot"; kind's letter and _ in front make the SPICE name
    std::vector<Node> nodes;
    Part part;
    std::string reference;
    // A resistor whose thermal noise another figure holds already; only decks for noise analyses say so.
    bool noiseless = false;

    // "r_output_rout_hot"
    std::string spice_name() const;
};

// A remark in front of an element, for the reader of the deck.
struct Remark {
    std::size_t element;  // stands before this element
    std::string text;
};

// Noise that an element does not make by itself: a current of `density` A/sqrt(Hz) from one node to the
// other, white. Only decks for noise analyses have it; see netlist/deck.hpp.
struct HissGenerator {
    std::string name;
    Node from, to;
    double density;
    std::string source = {};  // the generator whose noise it is, moment by moment; empty: its own
};

// What an element can at most do: the current of a resistor or a controlled source of current in A, the flux
// of an inductor in Vs. Only decks for large signals have it.
struct Limit {
    std::size_t element;
    double most;
    // Of a controlled source of current: beyond this mean of its two control voltages (V, either sign) it
    // takes the excess for a difference between them.
    double common_mode;
    std::string opamp;  // "mixer.opamp"; empty for what belongs to none
    // Of a resistor, an amplifier's output impedance: the node that drives it, from which each ampere beyond
    // the limit takes `pull` amperes.
    Node driver = ground;
    double pull = 0;
};

// A voltage that an op-amp's output stays within.
struct Swing {
    std::string name;  // "mixer.opamp"
    Node node;
    double volts;  // either side of its chassis
};

class Circuit {
public:
    Circuit();

    // A new node; the name must be new, in lower case, and is what the deck shows behind "n_".
    Node add_node(std::string name);

    // The two nodes become one. Ground wins; else the older one's name stays.
    void join(Node a, Node b);

    void add(Element element);
    void add_hiss(HissGenerator generator) { hiss_.push_back(std::move(generator)); }
    // Of the element added last.
    void limit_last(double most, double common_mode = std::numeric_limits<double>::infinity(),
                    std::string opamp = {}) {
        limits_.push_back({elements_.size() - 1, most, common_mode, std::move(opamp)});
    }
    // Of a resistor, as current limiting works: what flows beyond the limit takes the drive away.
    void limit_last_current(double most, Node driver, double pull, std::string opamp) {
        limits_.push_back({elements_.size() - 1, most, std::numeric_limits<double>::infinity(),
                           std::move(opamp), driver, pull});
    }
    // The capacitor added last blocks direct current in a loop of positive feedback, which latches up above
    // the capacitor's frequency or not at all: whether it does is told with the capacitor bridged.
    void bridge_last_for_stability() { bridged_.push_back(elements_.size() - 1); }
    void add_swing(Swing swing) { swings_.push_back(std::move(swing)); }
    void remark(std::string text);

    // The element's value times a factor.
    void scale_value(std::size_t element, double factor) { elements_[element].part.value *= factor; }

    // One of the element's nodes becomes another one.
    void redirect(std::size_t element, std::size_t node, Node to) { elements_[element].nodes[node] = to; }

    // Text that goes into the deck as it is (.model cards, .subckt … .ends); the same text is kept once.
    void add_model(std::string text);

    // The node with all joins followed.
    Node canonical(Node node) const;

    // "0" or "n_output_hot"
    std::string node_name(Node node) const;

    // Nodes of all elements are canonical.
    const std::vector<Element>& elements() const { return elements_; }
    const std::vector<Remark>& remarks() const { return remarks_; }
    const std::vector<std::string>& models() const { return models_; }
    const std::vector<HissGenerator>& hiss() const { return hiss_; }
    const std::vector<Limit>& limits() const { return limits_; }
    const std::vector<Swing>& swings() const { return swings_; }
    const std::vector<std::size_t>& bridged_for_stability() const { return bridged_; }
    std::size_t node_count() const { return names_.size(); }

private:
    std::vector<std::string> names_;
    std::vector<std::size_t> joined_to_;  // index itself when not joined
    std::vector<Element> elements_;
    std::vector<Remark> remarks_;
    std::vector<std::string> models_;
    std::vector<HissGenerator> hiss_;
    std::vector<Limit> limits_;
    std::vector<Swing> swings_;
    std::vector<std::size_t> bridged_;  // elements
};

// Builds the part of a circuit that belongs to one stage: every name gets the stage's prefix.
class Scope {
public:
    // `owner`: what the description calls it, "mixer", for the names of parts; the prefix where none is
    // given.
    Scope(Circuit& circuit, std::string prefix, std::string owner = {})
        : circuit_(circuit), prefix_(std::move(prefix)), owner_(owner.empty() ? prefix_ : std::move(owner)) {}

    // A scope within this one, for a part that occurs several times in a stage (op-amps, cable sections).
    Scope inner(std::string_view name) const {
        return Scope(circuit_, prefix_ + "_" + std::string(name), owner_ + "." + std::string(name));
    }

    // "mixer", "mixer.opamp_hot"
    const std::string& owner() const { return owner_; }

    Node node(std::string_view name);
    void join(Node a, Node b) { circuit_.join(a, b); }
    void remark(std::string text) { circuit_.remark(std::move(text)); }
    Circuit& circuit() { return circuit_; }

    // A resistor of exactly 0 ohm joins its nodes: ngspice would make 1 milliohm of it. A row of parts is as
    // many resistors, "r1_part1" and so on.
    void resistor(std::string_view name, Node a, Node b, Part part);
    // The same without thermal noise.
    void noiseless_resistor(std::string_view name, Node a, Node b, Part part);
    // 0 F is left out.
    void capacitor(std::string_view name, Node a, Node b, Part part);
    // 0 H joins its nodes.
    void inductor(std::string_view name, Node a, Node b, Part part);
    // v(plus, minus) = gain · v(control_plus, control_minus)
    void vcvs(std::string_view name, Node plus, Node minus, Node control_plus, Node control_minus, Part gain);
    // a current of transconductance · v(control_plus, control_minus) flows through the element from `from` to
    // `to`
    void vccs(std::string_view name, Node from, Node to, Node control_plus, Node control_minus, Part siemens);
    // a current of gain · i(source) flows through the element from `from` to `to`; source: name given to
    // voltage()
    void cccs(std::string_view name, Node from, Node to, std::string_view source, Part gain);
    // v(plus, minus) = volts; also used with 0 V to sense the current from plus to minus
    void voltage(std::string_view name, Node plus, Node minus, double volts);
    void current(std::string_view name, Node from, Node to, double amperes);
    void diode(std::string_view name, Node anode, Node cathode, std::string_view model);
    void subcircuit(std::string_view name, std::vector<Node> nodes, std::string_view subckt);
    // See HissGenerator; `source`: name given to hiss().
    void hiss(std::string_view name, Node from, Node to, double density, std::string_view source = {});

private:
    void two_pole(ElementKind kind, std::string_view name, Node a, Node b, Part part);
    void row_of_resistors(std::string_view name, Node a, Node b, const Part& row);
    std::string full(std::string_view name) const { return prefix_ + "_" + std::string(name); }

    Circuit& circuit_;
    std::string prefix_;
    std::string owner_;
};

// A fixed value that no parameter names.
inline Part fixed(double value) {
    return {value, {}, {}};
}

// The part's value times a factor; what production does to it stays, and so does its name.
inline Part scaled(Part part, double factor) {
    part.value *= factor;
    return part;
}

// One of the equal parts that a row is made of, 1 to row: its draws are its own, "mixer.r1, 2 of 3".
Part part_of_row(Part row, int number);

// What the description calls the part that is drawn: "mixer.r1" for "mixer.r1, 2 of 3" as well.
std::string_view described_part(std::string_view drawn);

// Another part of the same value: drawn for itself, out of the same lot.
Part renamed(Part part, const std::string& name);

// The part, which now follows what another part follows as well; see Spread.
Part following(Part part, const Part& other, double weight = 1, bool inverse = false);

}  // namespace pin3
