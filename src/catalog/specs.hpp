// Lines of parameter tables that several kinds share, with the piece of circuit that each stands for.
#pragma once

#include "catalog/kind.hpp"

#include <initializer_list>
#include <string_view>
#include <vector>

namespace pin3 {

// `couple = none` or a capacitance.
ParameterSpec coupling_spec(std::string_view name, std::string_view help);

// `opamp = ideal`, a name or a file.
ParameterSpec opamp_spec();

// The capacitor of a coupling_spec setting between `in` and a new node, which is returned; `in` itself for
// `none`.
Node build_coupling(Scope& scope, std::string_view name, const Setting& setting, Node in);

// The part times 1 + share · percent/100. A tolerance of `percent` is in points: 5 % +-2% lies between 3 and
// 7 %.
Part unbalanced(const Part& part, const Part& percent, double share);

// Several pieces of a table as one, in their order.
std::vector<ParameterSpec> one_table(std::initializer_list<std::vector<ParameterSpec>> pieces);

}  // namespace pin3
