#include "analysis/unit_model.hpp"

#include "analysis/draw.hpp"
#include "circuit/dc_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>

namespace pin3 {
namespace {

constexpr std::size_t block_units = 2048;  // handed on at once: all frequencies of them fit in the last cache
constexpr std::size_t task_units = 256;    // one thread's piece: its changes fit in the second cache
constexpr std::size_t simulated_block_units = 64;

std::size_t padded(std::size_t units) {
    return (units + unit_padding - 1) / unit_padding * unit_padding;
}

UnitBlock block_of(std::uint64_t first, std::size_t units, std::size_t frequencies) {
    UnitBlock block;
    block.first = first;
    block.states.resize(units);
    block.signal_gain.assign(frequencies, std::vector<Complex>(units));
    block.ground_gain = block.signal_gain;
    return block;
}

// Solves units begin … end - 1 of the block.
void solve_part(const LinkModel& model, const Draws& draws, std::size_t begin, std::size_t end,
                UnitBlock& block) {
    const Reduction& reduction = model.reduction;
    const std::size_t units = end - begin;
    const std::size_t stride = padded(units);
    std::vector<double> changes(reduction.elements() * stride);
    std::vector<double> x(model.variation.variables.size()), factors(model.variation.parts.size()),
        column(reduction.elements());
    for (std::size_t unit = 0; unit < units; ++unit) {
        draws(block.first + begin + unit, x);
        part_factors(model.variation, x, factors);
        port_changes(model.bench.circuit, model.variation, reduction.series(), factors, column);
        for (std::size_t i = 0; i < column.size(); ++i) changes[i * stride + unit] = column[i];
    }
    UnitAnswers answers(reduction, stride);
    const bool prescribed = reduction.probes() == 1;
    for (std::size_t k = 0; k < block.signal_gain.size(); ++k) {
        eliminate(reduction, k, changes, units, answers);
        for (std::size_t unit = 0; unit < units; ++unit) {
            const Complex signal = answers.value(0, 0, unit);
            Complex ground = answers.value(0, 1, unit);
            if (!prescribed) ground /= answers.value(1, 1, unit);
            block.signal_gain[k][begin + unit] = signal;
            block.ground_gain[k][begin + unit] = ground;
            if (!std::isfinite(std::norm(signal)) || !std::isfinite(std::norm(ground)))
                block.states[begin + unit] = UnitState::no_answer;
        }
    }
    eliminate(reduction, reduction.frequency_hz().size() - 1, changes, units, answers);
    for (std::size_t unit = 0; unit < units; ++unit)
        if (answers.determinant[unit] < 0) block.states[begin + unit] = UnitState::latched_up;
}

// The spots but the last, then the curve, then the last spot.
Response in_one_row(const BenchResponse& response) {
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

std::vector<Job> unit_jobs(const LinkModel& model, std::span<const double> x, const FrequencyPlan& plan,
                           const std::string& name) {
    Bench unit = model.bench;
    unit.circuit = varied(model.bench.circuit, model.variation, x);
    return response_jobs(unit, plan, name);
}

// Units first … first + units - 1 by ngspice.
UnitBlock simulate_block(const LinkModel& model, const Draws& draws, std::uint64_t first, std::size_t units,
                         std::size_t frequencies, Simulator& simulator) {
    const auto& all = model.reduction.frequency_hz();
    const FrequencyPlan plan{0, 0, 0, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(frequencies)}};
    std::vector<double> x(model.variation.variables.size());
    std::vector<Job> jobs;
    for (std::size_t unit = 0; unit < units; ++unit) {
        draws(first + unit, x);
        const std::string name = fmt::format("{}, unit {}", model.link->name, first + unit);
        for (Job& job : unit_jobs(model, x, plan, name)) jobs.push_back(std::move(job));
    }
    const std::vector<Outcome> outcomes = simulator.run(jobs);
    UnitBlock block = block_of(first, units, frequencies);
    for (std::size_t unit = 0; unit < units; ++unit) {
        const std::span<const Outcome> mine(outcomes.data() + 2 * unit, 2);
        if (mine[0].failure || mine[1].failure) {
            block.states[unit] = UnitState::no_answer;
            continue;
        }
        const Response response = collect_response(model.bench, plan, mine).spots;
        for (std::size_t k = 0; k < frequencies; ++k) {
            const Complex chassis = model.bench.probes.size() == 1 ? 1 : response.value(1, 1, k);
            block.signal_gain[k][unit] = response.value(0, 0, k);
            block.ground_gain[k][unit] = response.value(1, 0, k) / chassis;
        }
    }
    return block;
}

Draws given_draws(const std::vector<std::vector<double>>& draws) {
    return [&draws](std::uint64_t unit, std::span<double> x) {
        std::copy(draws[unit].begin(), draws[unit].end(), x.begin());
    };
}

}  // namespace

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

Draws production_draws(const Variation& variation, std::uint64_t seed) {
    return [&variation, seed](std::uint64_t unit, std::span<double> x) {
        for (std::size_t i = 0; i < x.size(); ++i) {
            const Variable& variable = variation.variables[i];
            x[i] = draw(seed, unit, variable.key, variable.distribution);
        }
    };
}

LinkModels model_links(const Description& description, const std::vector<FrequencyPlan>& plans,
                       Simulator& simulator, const std::function<void(std::size_t, std::size_t)>& progress) {
    struct Entry {
        LinkModel model;
        Bench ports;
        FrequencyPlan plan;
        std::size_t first_job;
    };
    std::vector<Entry> entries;
    std::vector<Job> jobs;
    for (std::size_t i = 0; i < description.links.size(); ++i) {
        const Link& link = description.links[i];
        Bench bench = link_bench(link);
        // a ground of kind `none` is the voltage between the chassis itself
        if (link.ground->kind->name == "none") bench.probes.resize(1);
        Variation variation = variation_of(bench.circuit);
        if (variation.elements.empty() || !nodes_without_dc_path(bench.circuit).empty()) continue;
        FrequencyPlan plan = plans[i];
        plan.spots.push_back(stability_hz);
        Bench ports = port_bench(bench, variation);
        const std::size_t first_job = jobs.size();
        for (Job& job : response_jobs(ports, plan, "link " + link.name)) jobs.push_back(std::move(job));
        entries.push_back(
            {{&link, std::move(bench), std::move(variation), Reduction(), plans[i].spots.size(), 0},
             std::move(ports),
             std::move(plan),
             first_job});
    }
    const std::vector<Outcome> outcomes = simulator.run(jobs, [&](std::size_t done) {
        if (progress) progress(done, jobs.size());
    });
    LinkModels result;
    for (Entry& entry : entries) {
        const std::span<const Outcome> mine(outcomes.data() + entry.first_job, entry.ports.sources.size());
        const auto failed = std::find_if(mine.begin(), mine.end(),
                                         [](const Outcome& outcome) { return outcome.failure.has_value(); });
        const Link& link = *entry.model.link;
        if (failed != mine.end()) {
            result.failures.push_back(simulation_failure("link " + link.name, "production of " + link.name,
                                                         link.span, *failed->failure));
            continue;
        }
        const BenchResponse response = collect_response(entry.ports, entry.plan, mine);
        entry.model.curve = response.curve.frequency_hz.size();
        entry.model.reduction = reduction_of(entry.model.bench, entry.model.variation, in_one_row(response));
        result.models.push_back(std::move(entry.model));
    }
    return result;
}

void solve_units(const LinkModel& model, const Draws& draws, const UnitRange& range, const TakeBlock& take) {
    for (std::uint64_t begin = range.first; begin < range.last; begin += block_units) {
        const auto units = static_cast<std::size_t>(std::min<std::uint64_t>(block_units, range.last - begin));
        UnitBlock block = block_of(begin, units, range.frequencies);
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
        if (!take(simulate_block(model, draws, begin, units, range.frequencies, simulator))) return;
    }
}

UnitBlock solve_draws(const LinkModel& model, const std::vector<std::vector<double>>& draws) {
    UnitBlock block = block_of(0, draws.size(), model.spots);
    const Draws given = given_draws(draws);
    for (std::size_t begin = 0; begin < draws.size(); begin += task_units)
        solve_part(model, given, begin, std::min(draws.size(), begin + task_units), block);
    return block;
}

UnitBlock simulate_draws(const LinkModel& model, const std::vector<std::vector<double>>& draws,
                         Simulator& simulator) {
    return simulate_block(model, given_draws(draws), 0, draws.size(), model.spots, simulator);
}

double unit_cmrr_db(const Complex& signal_gain, const Complex& ground_gain, double floor) {
    return 10 * std::log10(std::norm(signal_gain) / std::max(std::norm(ground_gain), floor * floor));
}

}  // namespace pin3
