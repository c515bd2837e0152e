// A cable as a ladder of equal sections: conductors with resistance and inductance, capacitances between
// them.
#pragma once

#include "catalog/kind.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace pin3 {

struct Conductor {
    std::string_view name;  // "hot", "cold", "shield"
    Node near;
    Node far;
    Part resistance;  // of the whole length, ohm
    Part inductance;  // of the whole length, henry
};

struct Capacitance {
    std::string_view name;  // "hot_shield"
    std::size_t a;          // indices into the conductors
    std::size_t b;
    Part farad;  // of the whole length
};

// What a current in one conductor induces in two others beyond what it induces in all: half of it more in the
// first, half of it less in the second.
struct Induction {
    std::size_t from;  // indices into the conductors
    std::size_t more;
    std::size_t less;
    Part henry;  // difference of the mutual inductances, of the whole length; 0: none
};

// Each section is a T: half its series impedance, its capacitances, the other half.
void build_ladder(Scope& scope, int sections, const std::vector<Conductor>& conductors,
                  const std::vector<Capacitance>& capacitances,
                  const std::optional<Induction>& induction = std::nullopt);

}  // namespace pin3
