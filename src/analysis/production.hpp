// What production makes of a link: how its rejection spreads over units.
#pragma once

#include "analysis/budget.hpp"
#include "analysis/sample.hpp"
#include "analysis/unit_model.hpp"
#include "analysis/worst_case.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pin3 {

struct ProductionPlan {
    std::uint64_t units = 10000;
    std::uint64_t seed = 1;
    unsigned threads = 0;     // 0: one a core
    std::size_t checked = 8;  // units that ngspice simulates whole, beside the worst of each spot
};

// Units of the reduction beside the same ones simulated whole.
struct ProductionCheck {
    std::size_t units = 0;
    double largest_db = 0;  // difference in CMRR
    bool agrees = true;     // within check_db, or by less of the ground gain than the solver resolves
};

// Reduced and whole simulation agree when they are no further apart, dB.
inline constexpr double check_db = 0.01;

enum class ProductionMethod { reduced, full };

struct LinkProduction {
    const Link* link = nullptr;
    Variation variation;
    std::uint64_t units = 0;  // done
    std::uint64_t seed = 1;
    ProductionMethod method = ProductionMethod::reduced;
    ProductionCheck check;
    std::uint64_t latched_up = 0;  // units that do not work, in no quantile
    std::uint64_t no_answer = 0;
    std::vector<double> spot_hz;
    std::vector<Sample> spots;  // CMRR in dB, one a spot
    std::vector<double> curve_hz;
    std::vector<Sample> curve;
    std::vector<WorstCase> worst;  // one a spot
    std::vector<Budget> budgets;   // one a spot
};

// Told of every block of a link's units, in their order; a block that begins with the first unit again begins
// a new count (the whole simulation after a reduced one). Returning false ends the run.
using WatchUnits = std::function<bool(const LinkProduction& link, const UnitBlock& block)>;

struct Production {
    std::vector<LinkProduction> links;  // those that have toleranced parts
    std::vector<MeasureFailure> failures;
    bool complete = true;  // false: ended by the one who watched

    const LinkProduction* link(std::string_view name) const;
};

// All of the above for every link. `floor`: the ground gain below which the solver tells nothing.
Production produce(const Description& description, const std::vector<double>& extra_hz, double floor,
                   const ProductionPlan& plan, Simulator& simulator, const WatchUnits& watch = {});

}  // namespace pin3
