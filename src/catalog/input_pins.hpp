// What stands at the pins of an input before its amplifiers: capacitors against radio frequencies, and bias
// resistors.
#pragma once

#include "catalog/kind.hpp"

#include <string_view>
#include <vector>

namespace pin3 {

// `c_hot` and `c_cold`
std::vector<ParameterSpec> pin_capacitor_parameters();
void build_pin_capacitors(Scope& scope, const Parameters& parameters, const InputPins& pins);

// `r_bias` with the given default, `r_bias_hot`, `r_bias_cold`
std::vector<ParameterSpec> bias_parameters(std::string_view r_bias);
// Returns the node COM, in which the two bias resistors meet.
Node build_bias(Scope& scope, const Parameters& parameters, const InputPins& pins);

}  // namespace pin3
