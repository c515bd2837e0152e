// Units of production a second, beside the peak of the machine for the same arithmetic and beside ngspice.
// Google Benchmark; `units/s` is the figure. The ratios are to be read within one run.
#include "analysis/production.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace pin3 {
namespace {

// The reference link: 16 toleranced parts, 10 m of cable in five sections, op-amps with two poles, no ground
// network.
const char* const reference_text =
    "opamp two_pole : behavioural { gain = 100 dB 50%, gbw = 10 MHz 30%, pole2 = 20 MHz 30%, r_out = 50 "
    "20%, r_differential = 300k 30%, c_differential = 2p 30% }\n"
    "output o : impedance_balanced { rout = 1k 1%, pin3 = 1k 1%, couple = 47u 20% }\n"
    "cable c : twisted_pair { length = 10 m, sections = 5, r_conductor = 52m }\n"
    "input i : difference { r = 10k 0.1%, c_hot = 100p 5%, c_cold = 100p 5%, opamp = two_pole }\n"
    "link l = o -> c -> i\nsweep { from = 10 Hz, to = 100 kHz, points = 10 }\n";

const Description& reference() {
    static const Resolved resolved =
        read_description(std::make_shared<const Source>(Source{"bench.pin3", reference_text}), SearchPath{});
    return resolved.description;
}

// Ports of the model, and frequencies: the curve of 41, or four spots.
LinkModel model_of(bool curve, Simulator& simulator) {
    FrequencyPlan frequencies;
    if (curve)
        for (int i = 0; i <= 40; ++i) frequencies.spots.push_back(10 * std::pow(10, i / 10.0));
    else
        frequencies.spots = {50, 1e3, 10e3, 20e3};
    return std::move(model_links({{&reference().links[0], frequencies}}, simulator).models.at(0));
}

// Draws, solutions and percentiles of 100,000 units. Arguments: threads, whole curve.
void units(benchmark::State& state) {
    Simulator simulator({.workers = 1});
    const LinkModel model = model_of(state.range(1) != 0, simulator);
    const Draws draws = production_draws(model.variation, 1);
    const std::uint64_t count = 100000;
    const auto threads = static_cast<unsigned>(state.range(0));
    for (auto _ : state) {
        std::vector<Sample> samples(model.spots, Sample(1000000));
        solve_units(model, draws, {0, count, model.spots, threads}, [&](const UnitBlock& block) {
            in_parallel(model.spots, threads, [&](std::size_t k) {
                for (std::size_t unit = 0; unit < block.size(); ++unit)
                    samples[k].add(
                        unit_cmrr_db(block.signal_gain[k][unit], block.ground_gain[k][unit], 1e-8));
            });
            return true;
        });
        std::vector<double> medians(model.spots);
        in_parallel(model.spots, threads, [&](std::size_t k) { medians[k] = samples[k].quantile(0.5); });
        benchmark::DoNotOptimize(medians);
    }
    state.counters["units/s"] =
        benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsIterationInvariantRate);
    state.counters["parts"] = static_cast<double>(model.variation.parts.size());
    state.counters["ports"] = static_cast<double>(model.reduction.ports());
    state.counters["GFlop/s"] =
        benchmark::Counter(8e-9 * multiply_adds(model.reduction) * static_cast<double>(count * model.spots),
                           benchmark::Counter::kIsIterationInvariantRate);
    state.SetLabel(instruction_set());
}
BENCHMARK(units)->Args({1, 1})->Args({2, 1})->Args({2, 0})->UseRealTime()->Unit(benchmark::kMillisecond);

// The elimination alone, without draws and percentiles, one thread.
void elimination(benchmark::State& state) {
    Simulator simulator({.workers = 1});
    const LinkModel model = model_of(true, simulator);
    const std::size_t count = 256;
    std::vector<double> changes(model.reduction.elements() * count, 0.01);
    UnitAnswers answers(model.reduction, count);
    for (auto _ : state)
        for (std::size_t k = 0; k < model.spots; ++k) eliminate(model.reduction, k, changes, count, answers);
    state.counters["units/s"] =
        benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsIterationInvariantRate);
    state.counters["GFlop/s"] =
        benchmark::Counter(8e-9 * multiply_adds(model.reduction) * static_cast<double>(count * model.spots),
                           benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(elimination)->Unit(benchmark::kMillisecond);

// What two cores of ngspice do: every unit simulated whole, both drives.
void simulated(benchmark::State& state) {
    Simulator simulator({.workers = 2});
    const LinkModel model = model_of(true, simulator);
    const std::uint64_t count = 200;
    for (auto _ : state)
        simulate_units(model, production_draws(model.variation, 1), {0, count, model.spots, 0}, simulator,
                       [](const UnitBlock&) { return true; });
    state.counters["units/s"] =
        benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(simulated)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pin3
