// Outputs and inputs as production builds them, on their rigs.
#pragma once

#include "production/production.hpp"
#include "production/rig_model.hpp"

#include <functional>
#include <vector>

namespace pin3 {

struct StageRequest {
    StagePtr stage;  // an output or an input
    FrequencyRow frequency_hz;
};

// Units of a stage: [frequency][unit]. Of the two kinds of points only those of the stage's role are there.
struct StageBlock : UnitStates {
    StagePtr stage;
    FrequencyRow frequency_hz;
    std::vector<std::vector<OutputPoint>> outputs;
    std::vector<std::vector<InputPoint>> inputs;
};

// Whether any part of the output or input has a tolerance.
bool varies(const Stage& stage);

// Told of every block of a stage's units, as WatchUnits is of a link's.
using WatchStage = std::function<bool(const StageBlock&)>;

struct StageProduction {
    std::vector<MeasureFailure> failures;
    bool complete = true;  // false: ended by the one who watched
};

// The units of the plan for every stage; the first ones are simulated whole as well, and all of them where
// those differ by more than check_db.
StageProduction produce_stages(const std::vector<StageRequest>& requests, const ProductionPlan& plan,
                               Simulator& simulator, const WatchStage& watch);

}  // namespace pin3
