#include "production/production.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pin3 {
namespace {

LinkProduction begun(const LinkModel& model, const ProductionPlan& plan) {
    LinkProduction link;
    link.link = model.link;
    link.variation = model.variation;
    link.seed = plan.seed;
    link.spot_hz = model.spot_hz();
    link.curve_hz = model.curve_hz();
    const UnitBlock nominal = solve_draws(model, {std::vector<double>(model.variation.variables.size(), 0)});
    for (std::size_t k = 0; k < model.spots; ++k) {
        link.nominal_signal.push_back(nominal.signal_gain[k][0]);
        link.nominal_ground.push_back(nominal.ground_gain[k][0]);
    }
    return link;
}

// The first units of the whole, whatever the shard: all shards find the same.
std::vector<std::uint64_t> first_units(const ProductionPlan& plan) {
    std::vector<std::uint64_t> units;
    for (std::uint64_t unit = 0; unit < std::min<std::uint64_t>(plan.checked, plan.units); ++unit)
        units.push_back(unit);
    return units;
}

ProductionCheck check_first(const LinkModel& model, const ProductionPlan& plan, Simulator& simulator) {
    return check_units(model, first_units(plan), plan.seed, simulator);
}

ProductionCheck check_least(const LinkModel& model, const LinkProduction& link, Simulator& simulator) {
    std::vector<std::uint64_t> units;
    for (const LeastUnit& least : link.least)
        if (std::isfinite(least.db)) units.push_back(least.unit);
    return check_units(model, units, link.seed, simulator);
}

// Counts the units of a link; false when it was ended before the last one.
bool count_units(const LinkModel& model, const ProductionPlan& plan, Simulator& simulator,
                 const WatchUnits& watch, LinkProduction& link) {
    bool complete = true;
    const Draws draws = production_draws(model.variation, plan.seed);
    const UnitRange range{plan.first, plan.end(), plan.threads, true};
    const auto run = [&](ProductionMethod method) {
        link.restart(method, plan.units);
        link.reserve(plan.end() - plan.first);
        const auto take = [&](const UnitBlock& block) {
            link.take(block, plan.threads);
            complete = (!watch || watch(link, block)) && !(plan.stop_on_failure && link.first_failed);
            return complete;
        };
        if (method == ProductionMethod::full)
            simulate_units(model, draws, range, simulator, take);
        else
            solve_units(model, draws, range, take);
    };
    const auto disagrees = [&] { return !plan.method && !link.check.agrees; };
    if (plan.method == ProductionMethod::full) {
        run(ProductionMethod::full);
        return complete;
    }
    link.check = check_first(model, plan, simulator);
    if (!disagrees()) {
        run(ProductionMethod::reduced);
        if (!complete) return false;
        link.check.add(check_least(model, link, simulator));
    }
    if (disagrees()) run(ProductionMethod::full);
    return complete;
}

void add_causes(const LinkModel& model, const ProductionPlan& plan, Simulator& simulator,
                LinkProduction& link) {
    if (!plan.causes || link.variation.variables.empty()) return;
    std::vector<std::vector<std::vector<double>>> least(link.least.size());  // draws, one a spot
    for (std::size_t k = 0; k < least.size(); ++k) {
        if (!std::isfinite(link.least[k].db)) continue;
        least[k].emplace_back(link.variation.variables.size());
        draw_all(link.variation, {link.least[k].unit, link.seed}, least[k].front());
    }
    link.worst = worst_cases(model, least, plan.threads, simulator);
    link.budgets = budgets(model, link.spots, plan.seed, plan.threads);
}

void settle(LinkProduction& link, unsigned threads) {
    in_parallel(link.curve.size(), threads,
                [&](std::size_t k) { link.curve[k].settle(production_quantiles); });
}

}  // namespace

std::vector<LinkRequest> production_requests(const Description& description,
                                             const std::vector<double>& extra_hz) {
    std::vector<LinkRequest> requests;
    for (const LinkPtr& link : description.links)
        if (varies(*link)) requests.push_back({link, link_plan(description, *link, extra_hz)});
    return requests;
}

Production produce(const std::vector<LinkRequest>& requests, const ProductionPlan& plan, Simulator& simulator,
                   const WatchUnits& watch) {
    LinkModels models = model_links(requests, simulator);
    Production production;
    production.failures = std::move(models.failures);
    for (const LinkModel& model : models.links) {
        LinkProduction link = begun(model, plan);
        if (!link.variation.variables.empty())
            production.complete = count_units(model, plan, simulator, watch, link);
        if (production.complete) add_causes(model, plan, simulator, link);
        if (!plan.last) settle(link, plan.threads);
        production.links.push_back(std::move(link));
        if (!production.complete) break;
    }
    return production;
}

Production conclude(const std::vector<LinkRequest>& requests, const ProductionPlan& plan,
                    Simulator& simulator, std::vector<CountedLink> counted) {
    LinkModels models = model_links(requests, simulator);
    Production production;
    production.failures = std::move(models.failures);
    for (const LinkModel& model : models.links) {
        const auto mine = std::find_if(counted.begin(), counted.end(),
                                       [&](const CountedLink& one) { return one.link == model.link; });
        if (mine == counted.end() || mine->counts.spots.size() != model.spots ||
            mine->counts.curve.size() != model.curve)
            continue;
        LinkProduction link = begun(model, plan);
        static_cast<UnitCounts&>(link) = std::move(mine->counts);
        settle(link, plan.threads);
        if (plan.method != ProductionMethod::full) {
            link.check = check_first(model, plan, simulator);
            if (link.method == ProductionMethod::reduced) link.check.add(check_least(model, link, simulator));
        }
        add_causes(model, plan, simulator, link);
        production.links.push_back(std::move(link));
    }
    return production;
}

}  // namespace pin3
