#include "production/production.hpp"

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

constexpr std::size_t most_values = 1000000;  // of a sample that are kept exactly

// Takes in the units of a link.
class Taker {
public:
    Taker(LinkProduction& production, const ProductionPlan& plan)
        : production_(production), threads_(plan.threads) {
        const Sample empty = empty_sample(plan.units);
        production.spots.assign(production.spot_hz.size(), empty);
        production.curve.assign(production.curve_hz.size(), empty);
        const auto units = static_cast<std::size_t>(plan.end() - plan.first);
        for (Sample& sample : production.spots) sample.reserve(units);
        for (Sample& sample : production.curve) sample.reserve(units);
        production.least.assign(production.spot_hz.size(), {INFINITY, 0});
        production.units = production.latched_up = production.no_answer = 0;
        production.first_failed.reset();
    }

    void take(const UnitBlock& block) {
        for (std::size_t unit = 0; unit < block.size(); ++unit) {
            const UnitState state = block.states[unit];
            if (state == UnitState::latched_up) ++production_.latched_up;
            if (state == UnitState::no_answer) ++production_.no_answer;
            if (state != UnitState::fine && !production_.first_failed)
                production_.first_failed = {block.first + unit, state};
        }
        const std::size_t spots = production_.spots.size();
        in_parallel(spots + block.curve_db.size(), threads_, [&](std::size_t k) {
            for (std::size_t unit = 0; unit < block.size(); ++unit) {
                if (block.states[unit] != UnitState::fine) continue;
                if (k >= spots) {
                    production_.curve[k - spots].add(block.curve_db[k - spots][unit]);
                    continue;
                }
                const double db = unit_cmrr_db(block.signal_gain[k][unit], block.ground_gain[k][unit]);
                production_.spots[k].add(db);
                if (db < production_.least[k].db) production_.least[k] = {db, block.first + unit};
            }
        });
        production_.units += block.size();
    }

private:
    LinkProduction& production_;
    unsigned threads_;
};

LinkProduction begun(const LinkModel& model, const ProductionPlan& plan) {
    LinkProduction link;
    link.link = model.link;
    link.variation = model.variation;
    link.seed = plan.seed;
    const auto& hz = model.reduction.frequency_hz();
    link.spot_hz.assign(hz.begin(), hz.begin() + static_cast<std::ptrdiff_t>(model.spots));
    link.curve_hz.assign(hz.begin() + static_cast<std::ptrdiff_t>(model.spots), hz.end() - 1);
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
        link.method = method;
        Taker taker(link, plan);
        const auto take = [&](const UnitBlock& block) {
            taker.take(block);
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
    link.worst = worst_cases(model, plan.threads, simulator);
    link.budgets = budgets(model, plan.seed, plan.threads);
}

void settle(LinkProduction& link, unsigned threads) {
    in_parallel(link.curve.size(), threads,
                [&](std::size_t k) { link.curve[k].settle(production_quantiles); });
}

}  // namespace

Sample empty_sample(std::uint64_t units) {
    return Sample(units > most_values ? 0 : most_values);
}

std::string_view method_name(ProductionMethod method) {
    return method == ProductionMethod::full ? "full" : "reduced";
}

std::size_t LinkProduction::spot(double hertz) const {
    return static_cast<std::size_t>(std::find(spot_hz.begin(), spot_hz.end(), hertz) - spot_hz.begin());
}

const LinkProduction* Production::link(std::string_view name) const {
    const auto found = std::find_if(links.begin(), links.end(),
                                    [&](const LinkProduction& row) { return row.link->name == name; });
    return found == links.end() ? nullptr : &*found;
}

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
    for (const LinkModel& model : models.models) {
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
                    Simulator& simulator, std::vector<LinkProduction> counted) {
    LinkModels models = model_links(requests, simulator);
    Production production;
    production.failures = std::move(models.failures);
    for (const LinkModel& model : models.models) {
        const auto mine = std::find_if(counted.begin(), counted.end(),
                                       [&](const LinkProduction& one) { return one.link == model.link; });
        if (mine == counted.end() || mine->spots.size() != model.spots || mine->curve.size() != model.curve)
            continue;
        LinkProduction link = begun(model, plan);
        link.units = mine->units;
        link.method = mine->method;
        link.latched_up = mine->latched_up;
        link.no_answer = mine->no_answer;
        link.first_failed = mine->first_failed;
        link.spots = std::move(mine->spots);
        link.curve = std::move(mine->curve);
        link.least = std::move(mine->least);
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
