// What is picked up from the room. By a cable: an electric field by capacitance, a magnetic one by the area
// between its conductors. By the core of an input transformer: a magnetic field by area and turns.
#pragma once

#include "catalog/kind.hpp"

#include <string_view>
#include <vector>

namespace pin3 {

// Figures of a kind of cable, as the language writes them.
struct PickupFigures {
    std::string_view c_electric;            // of each conductor to the mains wiring, F/m
    std::string_view c_electric_imbalance;  // (hot - cold)/mean; empty: there is one conductor
    std::string_view spacing;               // of the conductors, m
    std::string_view twist;                 // what twisting takes off, dB
};

std::vector<ParameterSpec> pickup_specs(const PickupFigures& figures);

// `electric`: the volts at the far side of the capacitances; `magnetic`: volts in series with the conductors.
std::vector<HumSource> pickup_hum(const Parameters& cable, double mains_hz);

// See CheckValues.
std::string check_pickup(const Parameters& cable);

struct PickupNodes {
    Node electric;   // the room's electric field, 1 V when it drives
    Node magnetic;   // the EMF that the magnetic field induces, 1 V when it drives
    Node cable_hot;  // the cable's end
    Node hot, cold;  // the receiver's plug
};

// All of it lumped at the receiver's plug: the conductors' own impedance is nothing beside the stages'.
void build_pickup(Scope& scope, const Parameters& cable, const PickupNodes& nodes);

// `core_area`, `turns` and the field, of an input transformer.
std::vector<ParameterSpec> core_pickup_specs();

// `core`: the EMF in the turns of the primary, volts.
std::vector<HumSource> core_pickup_hum(const Parameters& input, double mains_hz);

// See CheckValues.
std::string check_core_pickup(const Parameters& input);

}  // namespace pin3
