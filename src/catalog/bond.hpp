// Another conductor between the two boxes beside the lead's shield: USB, MIDI, rack rails, a second lead.
#pragma once

#include "catalog/kind.hpp"

namespace pin3 {

// `bond`
ParameterSpec bond_spec();

// What a bond of 0 ohm counts as: an EMF behind no impedance would have nowhere to go.
inline constexpr double least_bond_ohm = 1e-3;

void build_bond(Scope& scope, const Parameters& ground_parameters, Node chassis);

}  // namespace pin3
