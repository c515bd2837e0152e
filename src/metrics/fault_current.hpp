// What an output's op-amp has to deliver when a plug puts pin 3 on ground.
#pragma once

#include "response/measure.hpp"

#include <optional>

namespace pin3 {

struct FaultCurrent {
    double amperes = 0;           // peak into the short, at nominal level, by linear response at 1 kHz
    std::optional<double> limit;  // of the op-amp, A; none where its model has no figure
    // The level, V rms of the unloaded signal, from which on the op-amp limits.
    std::optional<double> limits_from_volts;
};

// Nothing for an output that has no op-amps, or no signal on pin 3.
std::optional<FaultCurrent> fault_current(const OutputResponse& output);

}  // namespace pin3
