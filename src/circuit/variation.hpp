// What production varies in a circuit: independent draws, the parts that follow them, and the elements that
// follow the parts.
#pragma once

#include "circuit/circuit.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pin3 {

// One independent number from -1 to 1.
struct Variable {
    std::string name;  // "mixer.r1"; "mixer.r, lot" for what a matched network has in common
    Distribution distribution = Distribution::uniform;
    std::uint64_t key = 0;  // of its draws
    double fraction = 0;    // what -1 and 1 stand for, a fraction of the nominal value
};

// A part's factor is the product of 1 + fraction · x over its one or two variables.
struct VariedPart {
    std::string name;  // "mixer.r1"
    std::size_t own = 0;
    std::optional<std::size_t> lot;
};

struct Follows {
    std::size_t part = 0;
    double weight = 1;  // see Spread
    bool inverse = false;
};

struct VariedElement {
    std::size_t element = 0;  // in the circuit
    std::vector<Follows> follows;
};

struct Variation {
    std::vector<Variable> variables;
    std::vector<VariedPart> parts;
    std::vector<VariedElement> elements;

    // Index of a variable by its name, if there is one.
    std::optional<std::size_t> variable(std::string_view name) const;
};

// The variation of a circuit. Two circuits that hold the same stages give those the same draws.
Variation variation_of(const Circuit& circuit);

// One factor a part, for the draws x of all variables.
void part_factors(const Variation& variation, std::span<const double> x, std::span<double> factors);

// What the element's value is multiplied by.
double element_factor(const VariedElement& element, std::span<const double> factors);

// A unit of production: the same wherever its number and the seed are given.
struct UnitId {
    std::uint64_t number = 0;
    std::uint64_t seed = 1;
};

// The draws of all variables in that unit.
void draw_all(const Variation& variation, const UnitId& unit, std::span<double> x);

// Its circuit.
Circuit built(const Circuit& circuit, const UnitId& unit);

// A circuit whose variables have these draws: every varied value times its factor.
Circuit varied(const Circuit& circuit, const Variation& variation, std::span<const double> x);

}  // namespace pin3
