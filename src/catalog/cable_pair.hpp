// What cables with two conductors and a shield share: their parameters and their circuit.
#pragma once

#include "catalog/lead.hpp"
#include "catalog/pickup.hpp"

#include <string_view>
#include <vector>

namespace pin3 {

// Figures of a kind of cable, as the language writes them.
struct PairFigures {
    std::string_view r_conductor;
    std::string_view r_shield;
    std::string_view c_conductors;
    std::string_view c_shield;
    std::string_view c_imbalance;
    std::string_view l_conductor;
    PickupFigures pickup;
};

std::vector<ParameterSpec> pair_parameters(const PairFigures& figures);
void build_pair(Scope& scope, const Parameters& parameters, const CableEnds& ends);

// `r_conductor` with a default, and one of its own for each leg.
std::vector<ParameterSpec> conductor_specs(std::string_view figure);

// `shield`: where the shield is bonded.
ParameterSpec shield_spec();

// Bonds the shield's far end to the receiver's pin 1 as `shield` says: at once, not at all, or by a
// capacitance (hybrid).
void build_far_bond(Scope& scope, const Parameters& parameters, Node shield, const CableEnds& ends);

}  // namespace pin3
