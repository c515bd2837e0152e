// What production makes of a link: how its rejection spreads over units.
#pragma once

#include "production/budget.hpp"
#include "production/check.hpp"
#include "production/unit_counts.hpp"
#include "production/worst_case.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

struct ProductionPlan {
    std::uint64_t units = 10000;
    std::uint64_t seed = 1;
    unsigned threads = 0;     // 0: one a core
    std::size_t checked = 8;  // units that ngspice simulates whole, beside the least of each spot
    std::optional<ProductionMethod> method = {};  // none: reduced where the check agrees
    bool causes = true;                           // worst cases and budgets too
    bool stop_on_failure = false;                 // at the first block with a unit that does not work
    // A shard: only units `first` … `last` - 1 of them, and all values of the curves are kept.
    std::uint64_t first = 0;
    std::optional<std::uint64_t> last = {};

    std::uint64_t end() const { return last.value_or(units); }
};

// The shares of production whose CMRR is at most the figure; 0 for the least.
inline constexpr std::array production_quantiles = {0.0, 0.01, 0.05, 0.5, 0.95};
// What files of figures call them.
inline constexpr std::array quantile_names = {"min_db", "p1_db", "p5_db", "median_db", "p95_db"};

// The units of a link, and what else is known of them. Once the link is done its curve's samples hold no more
// than production_quantiles.
struct LinkProduction : UnitCounts {
    LinkPtr link;
    Variation variation;
    std::uint64_t seed = 1;
    ProductionCheck check;
    std::vector<Complex> nominal_signal, nominal_ground;  // gains, one a spot
    std::vector<WorstCase> worst;                         // one a spot
    std::vector<Budget> budgets;                          // one a spot
};

// Told of every block of a link's units, in their order; a block that begins with the first unit again begins
// a new count (the whole simulation after a reduced one). Returning false ends the run.
using WatchUnits = std::function<bool(const LinkProduction& link, const UnitBlock& block)>;

struct Production : PerLink<LinkProduction> {
    bool complete = true;  // false: ended by the one who watched, or by a unit that fails
};

// The links of a description that have anything to vary, at their spots and the extra ones.
std::vector<LinkRequest> production_requests(const Description& description,
                                             const std::vector<double>& extra_hz);

// All of the above for every link. A link without anything that varies gets its nominal figures.
Production produce(const std::vector<LinkRequest>& requests, const ProductionPlan& plan, Simulator& simulator,
                   const WatchUnits& watch = {});

// A link whose units were counted before.
struct CountedLink {
    LinkPtr link;
    UnitCounts counts;
};

// The same for units that were counted before: their least units are checked, and causes are added. A link
// that was counted at other frequencies is left out. A link whose check does not agree
// says so and stays as it was counted; with the full method there is no check.
Production conclude(const std::vector<LinkRequest>& requests, const ProductionPlan& plan,
                    Simulator& simulator, std::vector<CountedLink> counted);

}  // namespace pin3
