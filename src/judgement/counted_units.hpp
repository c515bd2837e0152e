// All units of a run of production, counted against what is expected of them.
#pragma once

#include "judgement/yield_count.hpp"
#include "production/production.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace pin3 {

struct CountedUnits {
    Production production;
    YieldCount yields;
};

// Told as the units come; either may be empty.
struct WatchCount {
    // Every block of a link's units, as WatchUnits has them.
    std::function<void(const LinkProduction& link, const UnitBlock& block)> block = {};
    // After each block how many units of all are done, those of stages too. Returning false ends the run.
    std::function<bool(std::uint64_t done, std::uint64_t all)> go_on = {};
};

// The plan's units of every link that varies, and of the outputs and inputs whose share of units something is
// expected of. `failed`: what could not be measured with nominal values; that is not tried again.
CountedUnits count_units(const Description& description, const std::vector<Expectation>& expectations,
                         const std::vector<double>& extra_hz, const std::vector<MeasureFailure>& failed,
                         const ProductionPlan& plan, Simulator& simulator, const WatchCount& watch = {});

}  // namespace pin3
