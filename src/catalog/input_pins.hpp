// What stands between the pins of an input and its amplifiers: capacitors against radio frequencies, phantom
// feed, coupling capacitors, a load, and bias resistors.
#pragma once

#include "catalog/kind.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// `c_hot`, `c_cold`, `phantom`, `couple` with those of each leg, and `load_between`.
std::vector<ParameterSpec> input_pin_parameters();

// Those of an input whose cold is its signal ground.
std::vector<ParameterSpec> hot_pin_parameters();

// In order from the pins: the capacitors, the phantom feeds, both to the signal ground `pins.shield`; the
// coupling capacitors; the load between the legs. A pin before a capacitor
// has insulation. Returns what the stage behind has for pins; `out` stays.
InputPins build_input_pins(Scope& scope, const Parameters& parameters, const InputPins& pins);

// Of what hangs between capacitors, so that every circuit has a bias point.
inline constexpr double insulation_ohm = 1e12;

// Whether a capacitor stands in a leg: what is behind it has no way for direct current through the pins.
bool is_coupled(const Parameters& parameters);

// A check of a kind's values: phantom voltage that would reach the stage, empty where none does.
std::string check_phantom(const Parameters& parameters);

// The block, drawn: for Kind::pins.
extern const std::string_view input_pins_circuit;

// `r_bias` with the given default, `r_bias_hot`, `r_bias_cold`
std::vector<ParameterSpec> bias_parameters(std::string_view r_bias);
// Returns the node COM, in which the two bias resistors meet.
Node build_bias(Scope& scope, const Parameters& parameters, const InputPins& pins);

}  // namespace pin3
