// Units of a link as production builds them.
#pragma once

#include "production/rig_model.hpp"
#include "production/unit_cmrr.hpp"
#include "response/measure.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace pin3 {

// A link, and all that is needed to know any unit of it. The rig is link_rig(); without the chassis probe
// where the ground prescribes that voltage.
struct LinkModel : RigModel {
    LinkPtr link = nullptr;
    std::size_t spots = 0;  // number of frequencies that are spots
    std::size_t curve = 0;
    // The output with nothing plugged in, of an output with op-amps: a unit that latches up there does not
    // work, even where the link's load would hold it; for it has to be plugged in first. Its variables are
    // among the link's: `open_variables` has their places there.
    std::optional<RigModel> open_output = {};
    std::vector<std::size_t> open_variables = {};

    FrequencyRow spot_hz() const;
    FrequencyRow curve_hz() const;
};

struct LinkRequest {
    LinkPtr link;
    FrequencyPlan frequencies;
};

// In the order of the requests.
using LinkModels = PerLink<LinkModel>;

// A link with nodes that have no DC path is left out: measure() complains of it.
LinkModels model_links(const std::vector<LinkRequest>& requests, Simulator& simulator);

// Whether anything in the link has a tolerance.
bool varies(const Link& link);

// Units of a link; each vector has one entry a unit.
struct UnitBlock : UnitStates {
    LinkPtr link;
    FrequencyRow spot_hz;
    std::vector<std::vector<Complex>> signal_gain, ground_gain;  // at each spot
    std::vector<std::vector<double>> curve_db;                   // CMRR at each frequency of the curve
};

// Called with the blocks in the order of the units; false ends the run.
using TakeBlock = std::function<bool(const UnitBlock&)>;

// Which units, and at which frequencies of the model.
struct UnitRange {
    std::uint64_t first = 0, last = 0;  // first … last - 1
    unsigned threads = 0;               // 0: one a core
    bool curve = false;                 // besides the spots
};

// The units by the reduction.
void solve_units(const LinkModel& model, const Draws& draws, const UnitRange& range, const TakeBlock& take);

// The same by ngspice: the whole circuit of every unit. A unit that ngspice refuses has no answer.
void simulate_units(const LinkModel& model, const Draws& draws, const UnitRange& range, Simulator& simulator,
                    const TakeBlock& take);

// Units with draws of one's own, at the spots.
UnitBlock solve_draws(const LinkModel& model, const std::vector<std::vector<double>>& draws);
UnitBlock simulate_draws(const LinkModel& model, const std::vector<std::vector<double>>& draws,
                         Simulator& simulator);

}  // namespace pin3
