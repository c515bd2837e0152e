// What production makes of a link: how its rejection spreads over units.
#pragma once

#include "production/budget.hpp"
#include "production/check.hpp"
#include "production/sample.hpp"
#include "production/unit_model.hpp"
#include "production/worst_case.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

enum class ProductionMethod { reduced, full };
std::string_view method_name(ProductionMethod method);  // "reduced"

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

// Which unit has the least CMRR.
struct LeastUnit {
    double db = 0;
    std::uint64_t unit = 0;
};

struct FailedUnit {
    std::uint64_t unit = 0;
    UnitState state = UnitState::fine;
};

struct LinkProduction {
    LinkPtr link;
    Variation variation;
    std::uint64_t units = 0;  // done
    std::uint64_t seed = 1;
    ProductionMethod method = ProductionMethod::reduced;
    ProductionCheck check;
    std::uint64_t latched_up = 0;  // units that do not work, in no quantile
    std::uint64_t no_answer = 0;
    std::optional<FailedUnit> first_failed;
    std::vector<double> spot_hz;
    std::vector<Complex> nominal_signal, nominal_ground;  // gains, one a spot
    std::vector<Sample> spots;                            // CMRR in dB, one a spot
    std::vector<LeastUnit> least;                         // one a spot
    std::vector<double> curve_hz;
    std::vector<Sample> curve;     // holds no more than production_quantiles once the link is done
    std::vector<WorstCase> worst;  // one a spot
    std::vector<Budget> budgets;   // one a spot

    // Where a frequency stands among the spots; their number when it is none.
    std::size_t spot(double hertz) const;
};

// An empty sample of a run of so many units: exact up to a million.
Sample empty_sample(std::uint64_t units);

// Told of every block of a link's units, in their order; a block that begins with the first unit again begins
// a new count (the whole simulation after a reduced one). Returning false ends the run.
using WatchUnits = std::function<bool(const LinkProduction& link, const UnitBlock& block)>;

struct Production {
    std::vector<LinkProduction> links;
    std::vector<MeasureFailure> failures;
    bool complete = true;  // false: ended by the one who watched, or by a unit that fails

    const LinkProduction* link(std::string_view name) const;
};

// The links of a description that have anything to vary, at their spots and the extra ones.
std::vector<LinkRequest> production_requests(const Description& description,
                                             const std::vector<double>& extra_hz);

// All of the above for every link. A link without anything that varies gets its nominal figures.
Production produce(const std::vector<LinkRequest>& requests, const ProductionPlan& plan, Simulator& simulator,
                   const WatchUnits& watch = {});

// The same for units that were counted before: their least units are checked, and causes are added. A link
// that was counted at other frequencies is left out. A link whose check does not agree
// says so and stays as it was counted; with the full method there is no check.
Production conclude(const std::vector<LinkRequest>& requests, const ProductionPlan& plan,
                    Simulator& simulator, std::vector<LinkProduction> counted);

}  // namespace pin3
