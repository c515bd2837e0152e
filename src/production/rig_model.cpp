#include "production/rig_model.hpp"

#include "circuit/draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace pin3 {
namespace {

// A capacitance that is a short at stability_hz, whatever it was: 1 uF becomes 6 siemens.
constexpr double bridging_factor = 1e9;

// The rig with the capacitors bridged that hide from direct current whether the circuit latches up. What the
// loop does above their frequency it then does at DC, where the sign of a determinant tells it.
std::optional<Rig> bridged_rig(Rig rig) {
    const std::vector<std::size_t> capacitors = rig.circuit.bridged_for_stability();
    if (capacitors.empty()) return std::nullopt;
    for (const std::size_t capacitor : capacitors) rig.circuit.scale_value(capacitor, bridging_factor);
    return rig;
}

std::size_t padded(std::size_t units) {
    return (units + unit_padding - 1) / unit_padding * unit_padding;
}

// The spots but the last, then the curve, then the last spot.
Response in_one_row(const RigResponse& response) {
    Response row = response.spots;
    const auto insert = [](auto& into, const auto& values) {
        into.insert(into.end() - 1, values.begin(), values.end());
    };
    insert(row.frequency_hz, response.curve.frequency_hz);
    for (std::size_t drive = 0; drive < row.answers.size(); ++drive)
        for (std::size_t probe = 0; probe < response.curve.answers[drive].probes.size(); ++probe)
            insert(row.answers[drive].probes[probe], response.curve.answers[drive].probes[probe]);
    return row;
}

}  // namespace

std::vector<ModelOrFailure> model_rigs(std::vector<RigRequest> requests, Simulator& simulator) {
    struct Entry {
        std::size_t whole;
        std::optional<Rig> bridged;
        std::size_t at_stability = 0;  // of the bridged one
    };
    Batch batch;
    std::vector<Entry> entries;
    for (RigRequest& request : requests) {
        request.frequencies.spots.push_back(stability_hz);
        const auto add = [&](const Rig& rig, FrequencyPlan plan) {
            return batch.add(request.subject, port_rig(rig, request.variation), std::move(plan),
                             "production of " + request.subject.name, request.subject.name);
        };
        Entry& entry =
            entries.emplace_back(Entry{add(request.rig, request.frequencies), bridged_rig(request.rig)});
        if (entry.bridged) entry.at_stability = add(*entry.bridged, {0, 0, 0, {stability_hz}});
    }
    batch.run(simulator);
    std::vector<ModelOrFailure> models;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        RigRequest& request = requests[i];
        auto answer = batch.response(entries[i].whole);
        if (auto* failure = std::get_if<MeasureFailure>(&answer)) {
            models.emplace_back(std::move(*failure));
            continue;
        }
        std::optional<Reduction> bridged;
        if (entries[i].bridged) {
            auto stability = batch.response(entries[i].at_stability);
            if (auto* failure = std::get_if<MeasureFailure>(&stability)) {
                models.emplace_back(std::move(*failure));
                continue;
            }
            bridged =
                reduction_of(*entries[i].bridged, request.variation, std::get<RigResponse>(stability).spots);
        }
        const Response response = in_one_row(std::get<RigResponse>(answer));
        Reduction reduction = reduction_of(request.rig, request.variation, response);
        models.emplace_back(RigModel{std::move(request.rig), std::move(request.variation),
                                     std::move(reduction), std::move(bridged)});
    }
    return models;
}

Draws production_draws(const Variation& variation, std::uint64_t seed) {
    return [&variation, seed](std::uint64_t unit, std::span<double> x) {
        draw_all(variation, {unit, seed}, x);
    };
}

Draws given_draws(const std::vector<std::vector<double>>& draws) {
    return [&draws](std::uint64_t unit, std::span<double> x) {
        std::copy(draws[unit].begin(), draws[unit].end(), x.begin());
    };
}

void solve_rig(const RigModel& model, const Draws& draws, std::uint64_t first, std::size_t frequencies,
               std::span<UnitState> states, const TakeAnswers& take) {
    const Reduction& reduction = model.reduction;
    const std::size_t units = states.size();
    const std::size_t stride = padded(units);
    std::vector<double> changes(reduction.elements() * stride);
    std::vector<double> x(model.variation.variables.size()), factors(model.variation.parts.size()),
        column(reduction.elements());
    for (std::size_t unit = 0; unit < units; ++unit) {
        draws(first + unit, x);
        part_factors(model.variation, x, factors);
        port_changes(model.rig.circuit, model.variation, reduction.series(), factors, column);
        for (std::size_t i = 0; i < column.size(); ++i) changes[i * stride + unit] = column[i];
    }
    UnitAnswers answers(reduction, stride);
    for (std::size_t k = 0; k < frequencies; ++k) {
        eliminate(reduction, k, changes, units, answers);
        take(k, answers);
    }
    if (model.bridged)
        eliminate(*model.bridged, 0, changes, units, answers);
    else
        eliminate(reduction, reduction.frequency_hz().size() - 1, changes, units, answers);
    for (std::size_t unit = 0; unit < units; ++unit)
        if (answers.determinant[unit] < 0) states[unit] = UnitState::latched_up;
}

std::vector<std::optional<Response>> simulate_rig(const RigModel& model, const std::string& name,
                                                  const Draws& draws, std::uint64_t first, std::size_t units,
                                                  std::size_t frequencies, Simulator& simulator) {
    const auto& all = model.reduction.frequency_hz();
    const FrequencyPlan plan{0, 0, 0, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(frequencies)}};
    std::vector<double> x(model.variation.variables.size());
    Batch batch;
    for (std::size_t unit = 0; unit < units; ++unit) {
        draws(first + unit, x);
        Rig built = model.rig;
        built.circuit = varied(model.rig.circuit, model.variation, x);
        batch.add({name, {}}, std::move(built), plan, fmt::format("{}, unit {}", name, first + unit), {});
    }
    batch.run(simulator);
    std::vector<std::optional<Response>> responses(units);
    for (std::size_t unit = 0; unit < units; ++unit) {
        auto answer = batch.response(unit);
        if (auto* response = std::get_if<RigResponse>(&answer)) responses[unit] = std::move(response->spots);
    }
    return responses;
}

void in_parallel(std::size_t tasks, unsigned threads, const std::function<void(std::size_t)>& work) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    std::atomic<std::size_t> next{0};
    const auto loop = [&] {
        for (std::size_t task = next++; task < tasks; task = next++) work(task);
    };
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>(threads, tasks); ++i) others.emplace_back(loop);
    loop();
}

}  // namespace pin3
