// Boxes that nothing joins to earth but what leaks through their mains supplies.
#pragma once

#include "catalog/kind.hpp"

#include <vector>

namespace pin3 {

// `voltage`, `frequency`, `capacitance`, `at`, `capacitance_receiver`, `bond`, `spectrum`; and what couples
// besides, the last of which is `coupling`, with a `coupling_receiver` of its own.
std::vector<ParameterSpec> leakage_parameters(std::vector<ParameterSpec> coupling = {});

std::string check_leakage(const Parameters& parameters);

// The mains voltage, `share` of it behind the whole of what couples.
HumSource leakage_hum(const Parameters& parameters, double share);

// The capacitances from the mains to the chassis that lack earth, their insulation, and the bond.
void build_leakage(Scope& scope, const Parameters& parameters, const GroundNodes& nodes);

}  // namespace pin3
