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

// Units first, first + 1, … of a stage: [frequency][unit]. Of the two kinds of points only those of the
// stage's role are there.
struct StageBlock {
    StagePtr stage;
    FrequencyRow frequency_hz;
    std::uint64_t first = 0;
    std::vector<UnitState> states;
    std::vector<std::vector<OutputPoint>> outputs;
    std::vector<std::vector<InputPoint>> inputs;

    std::size_t size() const { return states.size(); }
};

// Whether any part of the output or input has a tolerance.
bool varies(const Stage& stage);

using WatchStage = std::function<bool(const StageBlock&)>;

// The units of the plan for every stage; the first ones are simulated whole as well, and all of
// them where those differ by more than check_db. A block that begins with the plan's first unit again begins
// a new count.
std::vector<MeasureFailure> produce_stages(const std::vector<StageRequest>& requests,
                                           const ProductionPlan& plan, Simulator& simulator,
                                           const WatchStage& watch);

}  // namespace pin3
