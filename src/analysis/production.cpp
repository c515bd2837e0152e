#include "analysis/production.hpp"

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

constexpr std::size_t most_at_spots = 1000000;  // values kept exactly
constexpr std::size_t most_on_curve = 100000;

// Takes in the units of a link.
class Taker {
public:
    Taker(LinkProduction& production, double floor, unsigned threads)
        : production_(production), floor_(floor), threads_(threads) {
        production.spots.assign(production.spot_hz.size(), Sample(most_at_spots));
        production.curve.assign(production.curve_hz.size(), Sample(most_on_curve));
        worst_.assign(production.spot_hz.size(), {INFINITY, 0});
    }

    void take(const UnitBlock& block) {
        for (std::size_t unit = 0; unit < block.size(); ++unit) {
            if (block.states[unit] == UnitState::latched_up) ++production_.latched_up;
            if (block.states[unit] == UnitState::no_answer) ++production_.no_answer;
        }
        in_parallel(block.signal_gain.size(), threads_, [&](std::size_t k) {
            const std::size_t spots = production_.spots.size();
            Sample& sample = k < spots ? production_.spots[k] : production_.curve[k - spots];
            for (std::size_t unit = 0; unit < block.size(); ++unit) {
                if (block.states[unit] != UnitState::fine) continue;
                const double db =
                    unit_cmrr_db(block.signal_gain[k][unit], block.ground_gain[k][unit], floor_);
                sample.add(db);
                if (k < spots && db < worst_[k].db) worst_[k] = {db, block.first + unit};
            }
        });
        production_.units += block.size();
    }

    // The units that reject least, one a spot.
    std::vector<std::uint64_t> worst_units() const {
        std::vector<std::uint64_t> units;
        for (const Worst& worst : worst_) units.push_back(worst.unit);
        return units;
    }

private:
    struct Worst {
        double db;
        std::uint64_t unit;
    };

    LinkProduction& production_;
    double floor_;
    unsigned threads_;
    std::vector<Worst> worst_;
};

// The same units both ways. Differences below the solver's floor tell nothing.
ProductionCheck check(const LinkModel& model, const std::vector<std::uint64_t>& units, std::uint64_t seed,
                      double floor, Simulator& simulator) {
    const Draws draws = production_draws(model.variation, seed);
    std::vector<std::vector<double>> x;
    for (const std::uint64_t unit : units) {
        x.emplace_back(model.variation.variables.size());
        draws(unit, x.back());
    }
    const UnitBlock fast = solve_draws(model, x), whole = simulate_draws(model, x, simulator);
    ProductionCheck result{units.size()};
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (fast.states[unit] != UnitState::fine || whole.states[unit] != UnitState::fine) continue;
        for (std::size_t k = 0; k < model.spots; ++k) {
            const Complex a = fast.ground_gain[k][unit], b = whole.ground_gain[k][unit];
            const double difference = std::abs(unit_cmrr_db(fast.signal_gain[k][unit], a, floor) -
                                               unit_cmrr_db(whole.signal_gain[k][unit], b, floor));
            result.largest_db = std::max(result.largest_db, difference);
            result.agrees = result.agrees && (difference <= check_db || std::abs(a - b) < floor);
        }
    }
    return result;
}

}  // namespace

const LinkProduction* Production::link(std::string_view name) const {
    const auto found = std::find_if(links.begin(), links.end(),
                                    [&](const LinkProduction& row) { return row.link->name == name; });
    return found == links.end() ? nullptr : &*found;
}

Production produce(const Description& description, const std::vector<double>& extra_hz, double floor,
                   const ProductionPlan& plan, Simulator& simulator, const WatchUnits& watch) {
    std::vector<LinkRequest> requests;
    for (const Link& link : description.links)
        if (varies(link)) requests.push_back({&link, link_plan(description, link, extra_hz)});
    LinkModels models = model_links(requests, simulator);
    Production production;
    production.failures = std::move(models.failures);
    for (const LinkModel& model : models.models) {
        LinkProduction link;
        link.link = model.link;
        link.variation = model.variation;  // whoever watches reads it
        link.seed = plan.seed;
        const auto& hz = model.reduction.frequency_hz();
        link.spot_hz.assign(hz.begin(), hz.begin() + static_cast<std::ptrdiff_t>(model.spots));
        link.curve_hz.assign(hz.begin() + static_cast<std::ptrdiff_t>(model.spots), hz.end() - 1);
        const Draws draws = production_draws(model.variation, plan.seed);
        const UnitRange range{0, plan.units, model.spots + model.curve, plan.threads};
        const auto run = [&](const auto& units_by) {
            link.units = link.latched_up = link.no_answer = 0;
            Taker taker(link, floor, plan.threads);
            units_by([&](const UnitBlock& block) {
                taker.take(block);
                production.complete = !watch || watch(link, block);
                return production.complete;
            });
            return taker.worst_units();
        };
        std::vector<std::uint64_t> units =
            run([&](const TakeBlock& take) { solve_units(model, draws, range, take); });
        if (production.complete) {
            for (std::uint64_t unit = 0; unit < std::min<std::uint64_t>(plan.checked, plan.units); ++unit)
                units.push_back(unit);
            link.check = check(model, units, plan.seed, floor, simulator);
            if (!link.check.agrees) {
                link.method = ProductionMethod::full;
                run([&](const TakeBlock& take) { simulate_units(model, draws, range, simulator, take); });
            }
        }
        if (production.complete) {
            link.worst = worst_cases(model, plan.threads, simulator);
            link.budgets = budgets(model, plan.seed, floor, plan.threads);
        }
        production.links.push_back(std::move(link));
        if (!production.complete) break;
    }
    return production;
}

}  // namespace pin3
