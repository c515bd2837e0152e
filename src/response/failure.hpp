// What could not be measured, and why.
#pragma once

#include "core/diagnostic.hpp"
#include "description/description.hpp"
#include "simulator/simulator.hpp"

#include <string>

namespace pin3 {

// What is measured, as failures name it: "link driver", "output synth".
std::string subject_of(const Link& link);
std::string subject_of(const Stage& stage);

// Something that could not be measured.
struct MeasureFailure {
    std::string subject;  // "link driver"
    Diagnostic diagnostic;
    SimulationFailure simulation;  // kind `rejected` and no log where the circuit was refused before
};

// What a failed job means for its subject; `job` is its name.
MeasureFailure simulation_failure(std::string subject, const std::string& job, const Span& place,
                                  const SimulationFailure& failure);

}  // namespace pin3
