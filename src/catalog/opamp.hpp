// Op-amps as the stages use them.
#pragma once

#include "catalog/kind.hpp"

#include <string_view>

namespace pin3 {

// Open-loop gain of `ideal`. Larger gains cost solver precision and change nothing: the gain cancels in the
// rejection.
inline constexpr double ideal_opamp_gain = 1e5;

// Builds the op-amp that a stage's parameter `opamp` names: a controlled source for `ideal`, the macromodel
// of a definition, or an instance of the subcircuit in a file (pins in+ in- vcc vee out; ±15 V supplies). Its
// local reference is the chassis of its stage.
void build_opamp(Scope& scope, std::string_view name, const Setting& opamp, const OpampPins& pins);

// An amplifier of gain one: an op-amp with its output on its inverting input.
void build_follower(Scope& scope, std::string_view name, const Setting& opamp, Node in, Node out);

}  // namespace pin3
