// Which of an output's pins follows which, and what arrives on a receiver's legs.
#pragma once

#include "response/measure.hpp"

namespace pin3 {

// Two pins' impedances against a chassis, ohm: hot_cold is the volts on hot per ampere into cold.
struct PinImpedances {
    Complex hot_hot, hot_cold, cold_hot, cold_cold;

    // Of each pin while the same current flows into both: what unequal legs are to a common mode. Where no
    // pin follows the other that is the pin's own impedance.
    Complex leg_hot() const { return hot_hot + hot_cold; }
    Complex leg_cold() const { return cold_hot + cold_cold; }
    Complex differential() const { return hot_hot + cold_cold - hot_cold - cold_hot; }
    // Of both together, the current shared alike.
    Complex common() const { return (leg_hot() + leg_cold()) / 4.0; }
};

// `each_other`: both pins hang together, whatever the chassis does. `hot_cold`: hot is made to follow cold,
// and nothing that is done to hot moves cold.
enum class Following { neither, each_other, hot_cold };

// By the open pin's volts per volt of the one that a current is pushed into.
Following following(const PinImpedances& pins);

PinImpedances impedances_of(const OutputPoint& output);
PinImpedances impedances_of(const SourceLegs& legs);

// The voltages on a receiver's legs per volt between the chassis.
struct LegVoltages {
    Complex hot, cold;
    Complex differential() const { return hot - cold; }
    Complex common() const { return (hot + cold) / 2.0; }
};

// Open voltages with these impedances on the receiver's legs.
LegVoltages on_legs(const Complex& open_hot, const Complex& open_cold, const PinImpedances& source,
                    const InputPoint& input);

}  // namespace pin3
