// One op-amp and four resistors: what every input ends with that subtracts cold from hot.
#pragma once

#include "catalog/kind.hpp"

#include <string_view>
#include <vector>

namespace pin3 {

// `r` and `r1` to `r4`; help: what `r` is in this kind.
std::vector<ParameterSpec> difference_parameters(std::string_view help);

// Between hot, cold and out. The stage's parameters have `r1` to `r4` and `opamp`; r2 and r4 are `gain` times
// as large as r unless the description gives them themselves.
void build_difference_stage(Scope& scope, const Parameters& parameters, const InputPins& pins, double gain);

}  // namespace pin3
