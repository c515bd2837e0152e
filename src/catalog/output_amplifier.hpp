// The amplifier of an output, and what stands at its pins.
#pragma once

#include "catalog/kind.hpp"

#include <string_view>

namespace pin3 {

// `gain`, from the stage's input to its amplifier's output: by how much an amplifier that has a model makes
// its own noise larger. The open signal stays 1 V for 1 V of signal, whatever it is.
ParameterSpec gain_spec(std::string_view help);

// `rout` of an amplifier, or one that is the same for a leg unless given: `standard` as in a table.
ParameterSpec rout_spec(std::string_view name, std::string_view standard, std::string_view help);

// A capacitor from a pin to the chassis against radio frequencies.
ParameterSpec pin_capacitor_spec(std::string_view name, std::string_view help);

// Whether the setting `opamp` is `ideal`: then an amplifier is a voltage from 0 ohm.
bool ideal(const Setting& opamp);

// Both amplifiers have their feedback from 10k, a usual value; with G = 1 the upright one has no resistors.
// The resistors make noise and have no tolerance.
//
// Upright, G = 1 + feedback/r to the chassis: its noise gain is G.
void build_upright(Scope& scope, std::string_view leg, const Setting& opamp, double gain, Node in, Node out);
// Inverted, G = feedback/r from the input: its noise gain is 1 + G. `error` in percent is what it amplifies
// more.
void build_inverted(Scope& scope, std::string_view leg, const Setting& opamp, double gain, const Part& error,
                    Node in, Node out);

// The amplifier of an output that has one: from the signal to what a coupling capacitor or rout follows.
// Returns the signal itself while `opamp` is ideal.
Node build_single_ended_amplifier(Scope& scope, const Parameters& parameters, Node signal);

}  // namespace pin3
