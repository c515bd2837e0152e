#include "production/stage_units.hpp"

#include "response/gain_floor.hpp"

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

constexpr std::size_t block_units = 256;
constexpr std::size_t checked_units = 4;

struct StageModel {
    const StageRequest* request = nullptr;
    std::vector<RigModel> rigs;
};

// The answers of some units on one rig: [frequency][unit], a row of drives times probes each.
struct RigUnits {
    std::size_t probes = 0;
    std::vector<std::vector<std::vector<Complex>>> values;

    RigAnswer answer(std::size_t k, std::size_t unit) const {
        return [row = &values[k][unit], n = probes](std::size_t drive, std::size_t probe) {
            return (*row)[drive * n + probe];
        };
    }
};

RigUnits empty_units(const RigModel& model, std::size_t frequencies, std::size_t units) {
    const std::size_t probes = model.rig.probes.size();
    return {probes, std::vector(frequencies,
                                std::vector(units, std::vector<Complex>(probes * model.rig.sources.size())))};
}

RigUnits solved(const RigModel& model, const ProductionPlan& plan, std::uint64_t first,
                std::size_t frequencies, std::span<UnitState> states) {
    RigUnits units = empty_units(model, frequencies, states.size());
    solve_rig(model, production_draws(model.variation, plan.seed), first, frequencies, states,
              [&](std::size_t k, const UnitAnswers& answers) {
                  for (std::size_t unit = 0; unit < states.size(); ++unit) {
                      std::vector<Complex>& row = units.values[k][unit];
                      for (std::size_t i = 0; i < row.size(); ++i) {
                          row[i] = answers.value(i % units.probes, i / units.probes, unit);
                          if (!std::isfinite(std::norm(row[i]))) states[unit] = UnitState::no_answer;
                      }
                  }
              });
    return units;
}

RigUnits simulated(const RigModel& model, const ProductionPlan& plan, const std::string& name,
                   std::uint64_t first, std::size_t frequencies, std::span<UnitState> states,
                   Simulator& simulator) {
    RigUnits units = empty_units(model, frequencies, states.size());
    const auto responses = simulate_rig(model, name, production_draws(model.variation, plan.seed), first,
                                        states.size(), frequencies, simulator);
    for (std::size_t unit = 0; unit < states.size(); ++unit) {
        if (!responses[unit]) {
            states[unit] = UnitState::no_answer;
            continue;
        }
        for (std::size_t k = 0; k < frequencies; ++k)
            for (std::size_t i = 0; i < units.values[k][unit].size(); ++i)
                units.values[k][unit][i] = responses[unit]->value(i / units.probes, i % units.probes, k);
    }
    return units;
}

template <typename Point>
void fill(std::vector<std::vector<Point>>& points, const StageBlock& block, const std::vector<RigUnits>& rigs,
          Point (*point)(const std::vector<RigAnswer>&)) {
    points.assign(block.frequency_hz.size(), std::vector<Point>(block.size()));
    for (std::size_t k = 0; k < block.frequency_hz.size(); ++k)
        for (std::size_t unit = 0; unit < block.size(); ++unit) {
            if (block.states[unit] != UnitState::fine) continue;
            std::vector<RigAnswer> answers;
            for (const RigUnits& rig : rigs) answers.push_back(rig.answer(k, unit));
            points[k][unit] = point(answers);
        }
}

// `rigs_of`: the answers of one rig, given its model and the states to fill in.
template <typename RigsOf>
StageBlock block_of(const StageModel& model, std::uint64_t first, std::size_t units, const RigsOf& rigs_of) {
    StageBlock block;
    block.first = first;
    block.states.resize(units);
    block.stage = model.request->stage;
    block.frequency_hz = model.request->frequency_hz;
    std::vector<RigUnits> rigs;
    for (const RigModel& rig : model.rigs) {
        std::vector<UnitState> states(units);
        rigs.push_back(rigs_of(rig, states));
        for (std::size_t unit = 0; unit < units; ++unit)
            if (states[unit] != UnitState::fine) block.states[unit] = states[unit];
    }
    if (block.stage->role == Role::output)
        fill(block.outputs, block, rigs, output_point);
    else
        fill(block.inputs, block, rigs, input_point);
    return block;
}

// No answer of the first units differs by more than check_db, or by less than the solver resolves.
bool agrees(const StageModel& model, const ProductionPlan& plan, Simulator& simulator) {
    const double most = std::pow(10.0, check_db / 20) - 1;
    const auto units = static_cast<std::size_t>(std::min<std::uint64_t>(checked_units, plan.units));
    const std::size_t frequencies = model.request->frequency_hz.size();
    for (const RigModel& rig : model.rigs) {
        std::vector<UnitState> states(units);
        const RigUnits fast = solved(rig, plan, 0, frequencies, states);
        const RigUnits whole =
            simulated(rig, plan, model.request->stage->name, 0, frequencies, states, simulator);
        for (std::size_t k = 0; k < frequencies; ++k)
            for (std::size_t unit = 0; unit < units; ++unit)
                for (std::size_t i = 0; i < fast.values[k][unit].size(); ++i) {
                    const Complex a = fast.values[k][unit][i], b = whole.values[k][unit][i];
                    if (states[unit] == UnitState::fine && !(std::abs(a - b) <= most * std::abs(b)) &&
                        !(std::abs(a - b) < gain_floor))
                        return false;
                }
    }
    return true;
}

// False when it was ended before the last unit.
bool run(const StageModel& model, const ProductionPlan& plan, Simulator& simulator, const WatchStage& watch) {
    const std::size_t frequencies = model.request->frequency_hz.size();
    const bool whole =
        plan.method == ProductionMethod::full || (!plan.method && !agrees(model, plan, simulator));
    std::uint64_t first = plan.first;
    while (first < plan.end()) {
        // several blocks side by side, handed on in order
        std::vector<StageBlock> blocks(whole ? 1 : 8);
        const auto at = [&](std::size_t i) { return std::min(plan.end(), first + i * block_units); };
        const auto solve = [&](std::size_t i) {
            const auto units = static_cast<std::size_t>(at(i + 1) - at(i));
            blocks[i] =
                block_of(model, at(i), units, [&](const RigModel& rig, std::vector<UnitState>& states) {
                    return whole ? simulated(rig, plan, model.request->stage->name, at(i), frequencies,
                                             states, simulator)
                                 : solved(rig, plan, at(i), frequencies, states);
                });
        };
        in_parallel(blocks.size(), whole ? 1 : plan.threads, solve);
        for (const StageBlock& block : blocks)
            if (block.size() > 0 && !watch(block)) return false;
        first = at(blocks.size());
    }
    return true;
}

}  // namespace

bool varies(const Stage& stage) {
    return !variation_of(stage_rigs(stage).front().rig.circuit).elements.empty();
}

StageProduction produce_stages(const std::vector<StageRequest>& requests, const ProductionPlan& plan,
                               Simulator& simulator, const WatchStage& watch) {
    std::vector<RigRequest> rigs;
    std::vector<std::size_t> counts;  // of a request's rigs
    for (const StageRequest& request : requests) {
        const Batch::Subject subject{subject_of(*request.stage), request.stage->span};
        std::vector<StageRig> mine = stage_rigs(*request.stage);
        counts.push_back(mine.size());
        for (StageRig& one : mine) {
            Variation variation = variation_of(one.rig.circuit);
            rigs.push_back(
                {subject, std::move(one.rig), std::move(variation), {0, 0, 0, request.frequency_hz}});
        }
    }
    StageProduction production;
    std::vector<ModelOrFailure> modelled = model_rigs(std::move(rigs), simulator);
    auto next = modelled.begin();
    for (std::size_t r = 0; r < requests.size(); ++r) {
        StageModel model{&requests[r], {}};
        std::optional<MeasureFailure> failure;  // the first one
        for (std::size_t i = 0; i < counts[r]; ++i, ++next)
            if (auto* rig = std::get_if<RigModel>(&*next))
                model.rigs.push_back(std::move(*rig));
            else if (!failure)
                failure = std::get<MeasureFailure>(std::move(*next));
        if (failure)
            production.failures.push_back(*std::move(failure));
        else if (production.complete)
            production.complete = run(model, plan, simulator, watch);
    }
    return production;
}

}  // namespace pin3
