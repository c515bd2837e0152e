#include "judgement/tighten.hpp"

#include "catalog/catalog.hpp"
#include "judgement/yield_count.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

namespace pin3 {
namespace {

constexpr std::size_t levels = standard_tolerances.size();

// "mixer.r1": the parameter r1 of mixer, or r where that has no r1.
const ParameterSpec* parameter_of(const std::vector<ParameterSpec>& specs, std::string name) {
    const auto find = [&]() -> const ParameterSpec* {
        const auto found = std::find_if(specs.begin(), specs.end(),
                                        [&](const ParameterSpec& spec) { return spec.name == name; });
        return found == specs.end() ? nullptr : &*found;
    };
    if (const ParameterSpec* spec = find()) return spec;
    for (const std::string_view leg : {"_hot", "_cold"})
        if (name.ends_with(leg)) name.erase(name.size() - leg.size());
    while (!name.empty() && std::isdigit(static_cast<unsigned char>(name.back()))) name.pop_back();
    return find();
}

// Parts that are bought by their tolerance: resistors, capacitors and inductors of the output and the input.
bool can_be_chosen(const Link& link, const std::string& part) {
    const std::size_t dot = part.find('.');
    if (dot == std::string::npos) return false;
    for (const StagePtr& stage : {link.output, link.input}) {
        if (stage->name != part.substr(0, dot)) continue;
        const std::vector<ParameterSpec> specs = all_parameters(*stage->kind);
        const ParameterSpec* spec = parameter_of(specs, part.substr(dot + 1));
        return spec && (spec->unit == Unit::ohm || spec->unit == Unit::farad || spec->unit == Unit::henry);
    }
    return false;
}

class Search {
public:
    Search(LinkModel& model, const Expectation& expectation, const Description& description,
           const TightenPlan& plan)
        : model_(model), expectation_(expectation), description_(description), plan_(plan) {
        result_.units = plan.units;
        result_.seed = plan.seed;
        find_chosen();
    }

    Tightening run() {
        result_.before = yield();
        set_all(0);
        result_.perfect = yield();
        for (std::size_t level = 0; level < levels && result_.uniform == 0; ++level) {
            set_all(standard_tolerances[level]);
            if (yield().answer == YieldAnswer::holds) result_.uniform = standard_tolerances[level];
        }
        if (result_.uniform == 0) {
            level_.assign(result_.chosen.size(), levels - 1);  // the tightest, which is set
        } else {
            find_influences();
            level_.assign(result_.chosen.size(), 0);
            apply();
            while (yield().answer != YieldAnswer::holds && tighten_one()) apply();
            loosen();
        }
        apply();
        result_.after = yield();
        for (std::size_t i = 0; i < level_.size(); ++i)
            result_.chosen[i].after = standard_tolerances[level_[i]];
        return std::move(result_);
    }

private:
    void find_chosen() {
        const Variation& variation = model_.variation;
        std::map<std::size_t, std::size_t> match_of;     // a lot's variable: the choice of its match
        std::map<std::string_view, std::size_t> row_of;  // a row's name: the choice for all of its parts
        for (const VariedPart& part : variation.parts) {
            const double before = variation.variables[part.own].fraction;
            const std::string_view described = described_part(part.name);
            if (!can_be_chosen(*model_.link, std::string(described))) {
                result_.kept.push_back(part.name);
            } else if (const auto row = row_of.find(described); !part.lot && row != row_of.end()) {
                result_.chosen[row->second].variables.push_back(part.own);
            } else if (!part.lot) {
                row_of.emplace(described, result_.chosen.size());
                result_.chosen.push_back({std::string(described), {part.own}, before, 0});
            } else if (const auto known = match_of.find(*part.lot); known != match_of.end()) {
                result_.chosen[known->second].variables.push_back(part.own);
            } else {
                const Variable& lot = variation.variables[*part.lot];
                result_.chosen.push_back({lot.name, {*part.lot}, lot.fraction, 0});
                match_of.emplace(*part.lot, result_.chosen.size());
                const std::string network = lot.name.substr(0, lot.name.find(','));
                result_.chosen.push_back({network + ", match", {part.own}, before, 0});
            }
        }
    }

    void set(const ChosenTolerance& chosen, double fraction) {
        for (const std::size_t variable : chosen.variables)
            model_.variation.variables[variable].fraction = fraction;
    }

    void set_all(double fraction) {
        for (const ChosenTolerance& chosen : result_.chosen) set(chosen, fraction);
    }

    void apply() {
        for (std::size_t i = 0; i < level_.size(); ++i)
            set(result_.chosen[i], standard_tolerances[level_[i]]);
    }

    Yield yield() const {
        YieldCount count({expectation_}, description_);
        solve_units(model_, production_draws(model_.variation, plan_.seed), {0, plan_.units, plan_.threads},
                    [&](const UnitBlock& block) {
                        count.take(block);
                        return true;
                    });
        return count.yields().front().value_or(Yield{});
    }

    // How much of the rejection's relative variance a tolerance of 1 makes, by its slope at the nominal
    // values: with S the signal gain and A the ground gain, |dS|²/|S|² + |dA|²/A_rms², A_rms² = |A|² plus the
    // variances of all parts.
    void find_influences() {
        constexpr double step = 0.001;
        set_all(step);
        const std::size_t variables = model_.variation.variables.size();
        std::vector<std::vector<double>> ends = {std::vector<double>(variables, 0)};
        for (std::size_t i = 0; i < variables; ++i)
            for (const double end : {-1.0, 1.0}) {
                ends.push_back(ends.front());
                ends.back()[i] = end;
            }
        const UnitBlock answers = solve_draws(model_, ends);
        influence_.assign(result_.chosen.size(), 0);
        for (std::size_t k = 0; k < model_.spots; ++k) {
            const auto slope = [&](const std::vector<std::vector<Complex>>& gain, std::size_t variable) {
                return (gain[k][2 * variable + 2] - gain[k][2 * variable + 1]) / (2 * step);
            };
            std::vector<double> of_signal(result_.chosen.size()), of_ground = of_signal;
            for (std::size_t i = 0; i < result_.chosen.size(); ++i)
                for (const std::size_t variable : result_.chosen[i].variables) {
                    of_signal[i] += std::norm(slope(answers.signal_gain, variable));
                    of_ground[i] += std::norm(slope(answers.ground_gain, variable));
                }
            const double signal = std::norm(answers.signal_gain[k][0]);
            const double ground_power =
                std::norm(answers.ground_gain[k][0]) +
                std::accumulate(of_ground.begin(), of_ground.end(), 0.0) * step * step;
            for (std::size_t i = 0; i < influence_.size(); ++i)
                influence_[i] += of_signal[i] / signal + (ground_power > 0 ? of_ground[i] / ground_power : 0);
        }
    }

    double spread(std::size_t i, std::size_t level) const {
        return influence_[i] * standard_tolerances[level] * standard_tolerances[level];
    }

    // One step for the part that makes most of the spread; false when all are at the tightest.
    bool tighten_one() {
        std::optional<std::size_t> most;
        for (std::size_t i = 0; i < level_.size(); ++i)
            if (level_[i] + 1 < levels && (!most || spread(i, level_[i]) > spread(*most, level_[*most])))
                most = i;
        if (most) ++level_[*most];
        return most.has_value();
    }

    // Steps back, the one that adds the least spread first, until none is possible.
    void loosen() {
        for (;;) {
            std::vector<std::size_t> order;
            for (std::size_t i = 0; i < level_.size(); ++i)
                if (level_[i] > 0) order.push_back(i);
            std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                return spread(a, level_[a] - 1) < spread(b, level_[b] - 1);
            });
            const auto possible = std::find_if(order.begin(), order.end(), [&](std::size_t i) {
                --level_[i];
                apply();
                if (yield().answer == YieldAnswer::holds) return true;
                ++level_[i];
                return false;
            });
            if (possible == order.end()) return;
        }
    }

    LinkModel& model_;
    const Expectation& expectation_;
    const Description& description_;
    const TightenPlan& plan_;
    Tightening result_;
    std::vector<std::size_t> level_;  // of each choice: its place among the standard tolerances
    std::vector<double> influence_;
};

}  // namespace

Tightening tighten(LinkModel& model, const Expectation& expectation, const Description& description,
                   const TightenPlan& plan) {
    return Search(model, expectation, description, plan).run();
}

}  // namespace pin3
