#include "judgement/counted_units.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace pin3 {

CountedUnits count_units(const Description& description, const std::vector<Expectation>& expectations,
                         const std::vector<double>& extra_hz, const std::vector<MeasureFailure>& failed,
                         const ProductionPlan& plan, Simulator& simulator, const WatchCount& watch) {
    CountedUnits units{{}, YieldCount(expectations, description, plan.first)};
    std::vector<LinkRequest> links = production_requests(description, extra_hz);
    std::vector<StageRequest> stages = units.yields.stages();
    const auto has_failed = [&](const std::string& subject) {
        return std::any_of(failed.begin(), failed.end(),
                           [&](const MeasureFailure& one) { return one.subject == subject; });
    };
    std::erase_if(links, [&](const LinkRequest& one) { return has_failed(subject_of(*one.link)); });
    std::erase_if(stages, [&](const StageRequest& one) { return has_failed(subject_of(*one.stage)); });
    std::uint64_t done = 0;
    const std::uint64_t all = (plan.end() - plan.first) * (links.size() + stages.size());
    const auto go_on = [&](std::size_t more) {
        done += more;
        return !watch.go_on || watch.go_on(done, all);
    };
    Production& production = units.production;
    production = produce(links, plan, simulator, [&](const LinkProduction& link, const UnitBlock& block) {
        units.yields.take(block);
        if (watch.block) watch.block(link, block);
        return go_on(block.size());
    });
    if (!production.complete) return units;
    StageProduction of_stages = produce_stages(stages, plan, simulator, [&](const StageBlock& block) {
        units.yields.take(block);
        return go_on(block.size());
    });
    production.complete = of_stages.complete;
    std::move(of_stages.failures.begin(), of_stages.failures.end(), std::back_inserter(production.failures));
    return units;
}

}  // namespace pin3
