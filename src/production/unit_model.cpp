#include "production/unit_model.hpp"

#include "circuit/dc_path.hpp"

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

constexpr std::size_t block_units = 8192;  // handed on at once
constexpr std::size_t task_units = 256;    // one thread's piece: its changes fit in the second cache
constexpr std::size_t simulated_block_units = 64;

UnitBlock block_of(const LinkModel& model, std::uint64_t first, std::size_t units, bool curve) {
    UnitBlock block;
    block.link = model.link;
    block.spot_hz = model.spot_hz();
    block.first = first;
    block.states.resize(units);
    block.signal_gain.assign(model.spots, std::vector<Complex>(units));
    block.ground_gain = block.signal_gain;
    if (curve) block.curve_db.assign(model.curve, std::vector<double>(units));
    return block;
}

// A ground of kind `none` is the voltage between the chassis itself: then that is no probe.
Rig production_rig(const Link& link) {
    Rig rig = link_rig(link);
    if (link.ground->kind->name == "none") rig.probes.resize(1);
    return rig;
}

// The output with nothing plugged in; none where no op-amp could latch up, or nothing varies.
std::optional<Rig> open_output(const Link& link) {
    if (!link.output->parameters.has("opamp")) return std::nullopt;
    Rig rig = output_rig(*link.output);
    if (variation_of(rig.circuit).elements.empty()) return std::nullopt;
    return rig;
}

std::vector<std::size_t> places(const Variation& of, const Variation& in) {
    std::vector<std::size_t> found;
    for (const Variable& variable : of.variables) found.push_back(in.variable(variable.name).value());
    return found;
}

// Notes in `states` which units latch up with nothing plugged in.
void note_open_outputs(const LinkModel& model, const Draws& draws, std::uint64_t first,
                       std::span<UnitState> states) {
    if (!model.open_output) return;
    std::vector<double> all(model.variation.variables.size());
    const Draws of_output = [&](std::uint64_t unit, std::span<double> x) {
        draws(unit, all);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = all[model.open_variables[i]];
    };
    solve_rig(*model.open_output, of_output, first, 0, states, [](std::size_t, const UnitAnswers&) {});
}

// Solves units begin … end - 1 of the block.
void solve_part(const LinkModel& model, const Draws& draws, std::size_t begin, std::size_t end,
                UnitBlock& block) {
    const std::size_t units = end - begin;
    const std::size_t probes = model.reduction.probes();
    const auto take_spot = [&](std::size_t k, const UnitAnswers& answers) {
        for (std::size_t unit = 0; unit < units; ++unit) {
            const Complex signal = answers.value(0, 0, unit);
            Complex ground_gain = answers.value(0, 1, unit);
            if (probes > 1) ground_gain /= answers.value(1, 1, unit);
            block.signal_gain[k][begin + unit] = signal;
            block.ground_gain[k][begin + unit] = ground_gain;
            if (!std::isfinite(std::norm(signal)) || !std::isfinite(std::norm(ground_gain)))
                block.states[begin + unit] = UnitState::no_answer;
        }
    };
    const auto take_curve = [&](std::size_t k, const UnitAnswers& answers) {
        const std::span db = std::span(block.curve_db[k]).subspan(begin, units);
        units_cmrr_db(answers, probes, db);
        for (std::size_t unit = 0; unit < units; ++unit)
            if (std::isnan(db[unit])) block.states[begin + unit] = UnitState::no_answer;
    };
    solve_rig(model, draws, block.first + begin, model.spots + block.curve_db.size(),
              std::span(block.states).subspan(begin, units), [&](std::size_t k, const UnitAnswers& answers) {
                  if (k < model.spots)
                      take_spot(k, answers);
                  else
                      take_curve(k - model.spots, answers);
              });
    note_open_outputs(model, draws, block.first + begin, std::span(block.states).subspan(begin, units));
}

// Units first … first + units - 1 by ngspice.
UnitBlock simulate_block(const LinkModel& model, const Draws& draws, std::uint64_t first, std::size_t units,
                         bool curve, Simulator& simulator) {
    UnitBlock block = block_of(model, first, units, curve);
    const auto responses = simulate_rig(model, model.link->name, draws, first, units,
                                        model.spots + block.curve_db.size(), simulator);
    for (std::size_t unit = 0; unit < units; ++unit) {
        if (!responses[unit]) {
            block.states[unit] = UnitState::no_answer;
            continue;
        }
        const Response& response = *responses[unit];
        for (std::size_t k = 0; k < response.frequency_hz.size(); ++k) {
            const Complex chassis = model.rig.probes.size() == 1 ? 1 : response.value(1, 1, k);
            const Complex signal = response.value(0, 0, k), ground_gain = response.value(1, 0, k) / chassis;
            if (k < model.spots) {
                block.signal_gain[k][unit] = signal;
                block.ground_gain[k][unit] = ground_gain;
            } else {
                block.curve_db[k - model.spots][unit] = unit_cmrr_db(signal, ground_gain);
            }
        }
    }
    return block;
}

}  // namespace

FrequencyRow LinkModel::spot_hz() const {
    const FrequencyRow& all = reduction.frequency_hz();
    return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(spots)};
}

FrequencyRow LinkModel::curve_hz() const {
    const FrequencyRow& all = reduction.frequency_hz();
    return {all.begin() + static_cast<std::ptrdiff_t>(spots), all.end() - 1};
}

bool varies(const Link& link) {
    return !variation_of(production_rig(link).circuit).elements.empty();
}

LinkModels model_links(const std::vector<LinkRequest>& requests, Simulator& simulator) {
    std::vector<RigRequest> rigs;
    std::vector<const LinkRequest*> modelled;
    std::vector<std::size_t> open_outputs;  // where that of a link stands among the rigs; 0: it has none
    for (const LinkRequest& request : requests) {
        Rig rig = production_rig(*request.link);
        if (!nodes_without_dc_path(rig.circuit).empty()) continue;
        Variation variation = variation_of(rig.circuit);
        rigs.push_back({{subject_of(*request.link), request.link->span},
                        std::move(rig),
                        std::move(variation),
                        request.frequencies});
        modelled.push_back(&request);
        open_outputs.push_back(0);
    }
    for (std::size_t i = 0; i < modelled.size(); ++i) {
        const Link& link = *modelled[i]->link;
        std::optional<Rig> open = open_output(link);
        if (!open) continue;
        Variation variation = variation_of(open->circuit);
        open_outputs[i] = rigs.size();
        rigs.push_back(
            {{subject_of(*link.output), link.output->span}, *std::move(open), std::move(variation), {}});
    }
    LinkModels result;
    std::vector<ModelOrFailure> models = model_rigs(std::move(rigs), simulator);
    for (std::size_t i = 0; i < modelled.size(); ++i) {
        if (auto* failure = std::get_if<MeasureFailure>(&models[i])) {
            result.failures.push_back(std::move(*failure));
            continue;
        }
        LinkModel model{std::get<RigModel>(std::move(models[i]))};
        model.link = modelled[i]->link;
        model.spots = modelled[i]->frequencies.spots.size();
        model.curve = model.reduction.frequency_hz().size() - model.spots - 1;
        // one that fails is among measure()'s failures
        if (open_outputs[i] != 0)
            if (auto* open = std::get_if<RigModel>(&models[open_outputs[i]])) {
                model.open_variables = places(open->variation, model.variation);
                model.open_output = std::move(*open);
            }
        result.links.push_back(std::move(model));
    }
    return result;
}

void solve_units(const LinkModel& model, const Draws& draws, const UnitRange& range, const TakeBlock& take) {
    UnitBlock block;  // its memory serves all blocks: they are alike but for the last one
    for (std::uint64_t begin = range.first; begin < range.last; begin += block_units) {
        const auto units = static_cast<std::size_t>(std::min<std::uint64_t>(block_units, range.last - begin));
        if (block.size() != units) block = block_of(model, begin, units, range.curve);
        block.first = begin;
        std::fill(block.states.begin(), block.states.end(), UnitState::fine);
        in_parallel((units + task_units - 1) / task_units, range.threads, [&](std::size_t task) {
            solve_part(model, draws, task * task_units, std::min(units, (task + 1) * task_units), block);
        });
        if (!take(block)) return;
    }
}

void simulate_units(const LinkModel& model, const Draws& draws, const UnitRange& range, Simulator& simulator,
                    const TakeBlock& take) {
    for (std::uint64_t begin = range.first; begin < range.last; begin += simulated_block_units) {
        const auto units =
            static_cast<std::size_t>(std::min<std::uint64_t>(simulated_block_units, range.last - begin));
        if (!take(simulate_block(model, draws, begin, units, range.curve, simulator))) return;
    }
}

UnitBlock solve_draws(const LinkModel& model, const std::vector<std::vector<double>>& draws) {
    UnitBlock block = block_of(model, 0, draws.size(), false);
    const Draws given = given_draws(draws);
    for (std::size_t begin = 0; begin < draws.size(); begin += task_units)
        solve_part(model, given, begin, std::min(draws.size(), begin + task_units), block);
    return block;
}

UnitBlock simulate_draws(const LinkModel& model, const std::vector<std::vector<double>>& draws,
                         Simulator& simulator) {
    return simulate_block(model, given_draws(draws), 0, draws.size(), false, simulator);
}

}  // namespace pin3
