// Outputs and inputs on their rigs: from what the rigs answer to impedances, balances and gains.
#pragma once

#include "catalog/kind.hpp"
#include "response/response.hpp"

#include <functional>
#include <string>
#include <vector>

namespace pin3 {

// From here on an impedance is that of insulation, ohm: a meter of 1 Tohm would decide what is read.
inline constexpr double insulated_ohm = 1e11;

// An output on the rig, at one frequency.
struct OutputPoint {
    Complex signal_hot, signal_cold;  // open pins, V per V of signal
    // open-circuit impedance matrix of the two pins against the chassis, ohm: z_hot_cold is v_hot per ampere
    // into cold
    Complex z_hot_hot, z_hot_cold, z_cold_hot, z_cold_cold;
    Complex bridge_hot, bridge_cold, bridge_middle;  // into 300 + 300 ohm, V per V of signal
    Complex driven_hot, driven_cold;                 // the middle of the bridge driven with 1 V, signal zero

    // Between the pins, and of both pins joined to the chassis, ohm: from the impedance matrix.
    Complex z_differential() const { return z_hot_hot + z_cold_cold - z_hot_cold - z_cold_hot; }
    Complex z_common() const {
        return (z_hot_hot * z_cold_cold - z_hot_cold * z_cold_hot) / z_differential();
    }
    // Both pins go together to the chassis by nothing but insulation: against it they have no voltage that
    // means anything.
    bool adrift() const {
        return std::abs(z_hot_hot) >= insulated_ohm && std::abs(z_cold_cold) >= insulated_ohm &&
               std::abs(z_differential()) < insulated_ohm;
    }
};

// An input on the rig, at one frequency. Gains are the output's volts per volt of generator.
struct InputPoint {
    Complex tied_differential,
        tied_common;  // legs driven from 0 ohm; without a cold leg: hot driven, cold on the chassis
    Complex hot_10_differential, hot_10_common;    // 10 ohm in hot
    Complex cold_10_differential, cold_10_common;  // 10 ohm in cold
    Complex z_differential;  // between the legs, ohm; of hot against the chassis without a cold leg
    Complex z_common;        // of both legs together to the chassis, ohm; meaningless without a cold leg
    Complex z_leg_hot, z_leg_cold;  // of each leg to the chassis while both are driven alike, ohm
    // Admittance matrix of the legs, S: y_hot_cold is the current into hot per volt on cold, hot held at the
    // chassis. Without a cold leg only that of hot.
    Complex y_hot_hot, y_hot_cold, y_cold_hot, y_cold_cold;
    bool cold_leg = true;  // false: cold is tied to the chassis
};

// A rig of a stage, and what is special on it ("open").
struct StageRig {
    Rig rig;
    std::string name;
};

// The rigs of an output or an input, in the order in which its point wants their answers.
std::vector<StageRig> stage_rigs(const Stage& stage);

// The answer of a rig to a drive, at one frequency.
using RigAnswer = std::function<Complex(std::size_t drive, std::size_t probe)>;

// One answer a rig of stage_rigs().
OutputPoint output_point(const std::vector<RigAnswer>& rigs);
InputPoint input_point(const std::vector<RigAnswer>& rigs);

}  // namespace pin3
