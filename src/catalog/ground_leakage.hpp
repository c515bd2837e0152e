// A source that nothing joins to earth but what leaks through its mains supply.
#pragma once

#include "catalog/kind.hpp"

#include <vector>

namespace pin3 {

// `voltage`, `frequency`, `capacitance`
std::vector<ParameterSpec> leakage_parameters();

// The capacitance from the mains to the source's chassis, and its insulation.
std::string check_leakage(const Parameters& parameters);

// The mains voltage, `share` of it behind the whole of what couples.
HumSource leakage_hum(const Parameters& parameters, double share);

void build_leakage(Scope& scope, const Parameters& parameters, const GroundNodes& nodes);

}  // namespace pin3
