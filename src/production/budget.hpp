// Which part is to blame for the spread of a link's ground gain.
#pragma once

#include "production/sample.hpp"
#include "production/unit_model.hpp"

#include <span>
#include <string>
#include <vector>

namespace pin3 {

struct BudgetLine {
    std::string part;              // a variable of the model: "mixer.r1", "mixer.r, lot"
    std::string stage;             // "mixer"
    double share = 0;              // of the variance of the ground gain, 0 to 1
    double median_without_db = 0;  // the median CMRR with this part perfect
};

struct Budget {
    double frequency_hz = 0;
    double median_db = 0;            // of the units of production
    std::vector<BudgetLine> lines;   // the largest share first
    std::vector<BudgetLine> stages;  // the same by stage; `part` is empty
};

// One a spot of the model. With A the ground gain and x the draws, the variance that a part makes is |dA|^2
// var(x), dA half of what A changes by when that part alone goes from one end of its tolerance to the other;
// shares are of their sum. `units`: the CMRR of production's units, a sample a spot. Medians with something
// perfect are of the first 2000 units, and beside the median of all: see share_at().
std::vector<Budget> budgets(const LinkModel& model, std::span<const Sample> units, std::uint64_t seed,
                            unsigned threads);

}  // namespace pin3
