// What every cable with a length has: its length, the inductance of the lead as a whole, and its plugs'
// contacts.
#pragma once

#include "catalog/kind.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// `length` and `sections`
ParameterSpec length_spec();
ParameterSpec sections_spec();

// `l_common`, `choke` and `r_contact`
std::vector<ParameterSpec> lead_specs();

// One contact of a plug; its resistance is `r_contact`.
ParameterSpec contact_spec(std::string_view standard);

// Resistance of one contact of a plug: 10 milliohm, what connector makers promise for new contacts.
inline constexpr double contact_ohm = 0.01;

// A conductor's contacts: between a plug's pin and the conductor in the cable.
void build_contact(Scope& scope, const Parameters& cable, const std::string& name, Node pin, Node conductor);

// The inductance of the lead as a whole, between the chassis voltage and what carries it into the conductors:
// the sum of their currents flows through it. Cables without a length have none, and the nodes are joined.
void build_common_inductance(Scope& scope, const Parameters& cable, Node chassis, Node carried);

}  // namespace pin3
