#include "production/budget.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace pin3 {
namespace {

// Units for each median: good to about 2 % of the spread of the CMRR.
constexpr std::uint64_t most_units = 2000;

// The variance of a draw: 1/3 for a uniform one; 1/9 for a normal one whose third standard deviation is 1,
// less what is cut off there: 1/9 (1 - 6 phi(3) / (1 - 2 Phi(-3))).
double variance(Distribution distribution) {
    return distribution == Distribution::uniform ? 1.0 / 3 : 0.973337 / 9;
}

// What makes a group of variables perfect.
using Perfect = std::vector<std::size_t>;

// The CMRR of the units, one sample a spot.
std::vector<Sample> samples_of(const LinkModel& model, std::uint64_t seed, unsigned threads,
                               const Perfect& perfect) {
    std::vector<Sample> samples(model.spots, Sample(most_units));
    const Draws usual = production_draws(model.variation, seed);
    const auto draws = [&](std::uint64_t unit, std::span<double> x) {
        usual(unit, x);
        for (const std::size_t variable : perfect) x[variable] = 0;
    };
    solve_units(model, draws, {0, most_units, threads}, [&](const UnitBlock& block) {
        for (std::size_t unit = 0; unit < block.size(); ++unit) {
            if (block.states[unit] != UnitState::fine) continue;
            for (std::size_t k = 0; k < model.spots; ++k)
                samples[k].add(unit_cmrr_db(block.signal_gain[k][unit], block.ground_gain[k][unit]));
        }
        return true;
    });
    return samples;
}

// The share of a sample's values, as near to a half as may be, that its quantile has to be asked for to give
// the median of a larger sample of the same units. What chance made of the few units, it made of them with
// a part perfect too: there the quantile of the same share is nearer to the median of all (control variates
// for quantiles: Hsu and Nelson, Management Science 1990).
double share_at(double median_db, const Sample& sample) {
    if (sample.size() == 0) return 0.5;
    const std::vector<double> values = sample.contents().kept;
    const auto all = static_cast<double>(values.size());
    const auto count = [&](const auto& is_one) {
        return static_cast<double>(std::count_if(values.begin(), values.end(), is_one)) / all;
    };
    return std::clamp(0.5, count([&](double db) { return db < median_db; }),
                      count([&](double db) { return db <= median_db; }));
}

std::string stage_of(const std::string& part) {
    return part.substr(0, part.find('.'));
}

void largest_first(std::vector<BudgetLine>& lines) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const BudgetLine& a, const BudgetLine& b) { return a.share > b.share; });
}

}  // namespace

std::vector<Budget> budgets(const LinkModel& model, std::span<const Sample> units, std::uint64_t seed,
                            unsigned threads) {
    const std::vector<Variable>& variables = model.variation.variables;
    std::vector<std::vector<double>> ends;
    std::map<std::string, Perfect> stages;
    for (std::size_t i = 0; i < variables.size(); ++i) {
        for (const double end : {-1.0, 1.0}) {
            ends.emplace_back(variables.size(), 0.0);
            ends.back()[i] = end;
        }
        stages[stage_of(variables[i].name)].push_back(i);
    }
    const UnitBlock at_ends = solve_draws(model, ends);
    const std::vector<Sample> usual = samples_of(model, seed, threads, {});
    std::vector<double> median_db, shares;
    for (std::size_t k = 0; k < model.spots; ++k) {
        median_db.push_back((units[k].size() > 0 ? units[k] : usual[k]).quantile(0.5));
        shares.push_back(share_at(median_db[k], usual[k]));
    }
    const auto medians = [&](const Perfect& perfect) {
        const std::vector<Sample> samples = samples_of(model, seed, threads, perfect);
        std::vector<double> result;
        for (std::size_t k = 0; k < model.spots; ++k) result.push_back(samples[k].quantile(shares[k]));
        return result;
    };

    std::vector<Budget> result(model.spots);
    for (std::size_t k = 0; k < model.spots; ++k) {
        result[k].frequency_hz = model.frequency_hz(k);
        result[k].median_db = median_db[k];
        double sum = 0;
        for (std::size_t i = 0; i < variables.size(); ++i) {
            const Complex change = (at_ends.ground_gain[k][2 * i + 1] - at_ends.ground_gain[k][2 * i]) / 2.0;
            const double share = std::norm(change) * variance(variables[i].distribution);
            sum += share;
            result[k].lines.push_back({variables[i].name, stage_of(variables[i].name), share, 0});
        }
        for (BudgetLine& line : result[k].lines) line.share = sum > 0 ? line.share / sum : 0;
    }
    for (std::size_t i = 0; i < variables.size(); ++i) {
        const std::vector<double> without = medians({i});
        for (std::size_t k = 0; k < model.spots; ++k) result[k].lines[i].median_without_db = without[k];
    }
    for (const auto& [stage, members] : stages) {
        const std::vector<double> without = medians(members);
        for (std::size_t k = 0; k < model.spots; ++k) {
            BudgetLine line{"", stage, 0, without[k]};
            for (const std::size_t i : members) line.share += result[k].lines[i].share;
            result[k].stages.push_back(std::move(line));
        }
    }
    for (Budget& budget : result) {
        largest_first(budget.lines);
        largest_first(budget.stages);
    }
    return result;
}

}  // namespace pin3
