#include "judgement/production_cause.hpp"

#include <fmt/format.h>

namespace pin3 {

std::string production_cause(const LinkProduction& production) {
    for (const Budget& budget : production.budgets) {
        if (budget.frequency_hz != reference_hz || budget.lines.empty() || !(budget.lines[0].share > 0))
            continue;
        const BudgetLine& stage = budget.stages[0];
        const BudgetLine& part = budget.lines[0];
        if (stage.median_without_db < budget.median_db + 1)
            return fmt::format(
                "tolerances are not what limits: the median is {:.1f} dB, and {:.1f} dB were the parts "
                "of {}, which make {:.0f} % of the spread at 1 kHz, perfect",
                budget.median_db, stage.median_without_db, stage.stage, 100 * stage.share);
        return fmt::format(
            "the parts of {} make {:.0f} % of the spread at 1 kHz, {} alone {:.0f} %; were {}'s parts "
            "perfect, the "
            "median would be {:.1f} dB instead of {:.1f}",
            stage.stage, 100 * stage.share, part.part, 100 * part.share, stage.stage, stage.median_without_db,
            budget.median_db);
    }
    return {};
}

}  // namespace pin3
