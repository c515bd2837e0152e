// What cables with two conductors and a shield share: their parameters and their circuit.
#pragma once

#include "catalog/pickup.hpp"

#include <string_view>
#include <vector>

namespace pin3 {

// Resistance of one contact of a plug: 10 milliohm, what connector makers promise for new contacts.
inline constexpr double contact_ohm = 0.01;

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

// `length` and `sections`, which every cable with a length has.
ParameterSpec length_spec();
ParameterSpec sections_spec();

// `r_conductor` with a default, and one of its own for each leg.
std::vector<ParameterSpec> conductor_specs(std::string_view figure);

// `shield`: where the shield is bonded.
ParameterSpec shield_spec();

// Bonds the shield's two ends to the chassis as `shield` says: `both`, `source`, `receiver`, or a
// capacitance: bonded at the source and joined with the receiver's chassis by that capacitance (hybrid).
void build_shield_bonds(Scope& scope, const Setting& shield, Node near, Node far, const CableEnds& ends);

}  // namespace pin3
