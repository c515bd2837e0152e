// Units of production a second, beside the peak of the machine for the same arithmetic and beside ngspice.
// Google Benchmark; `units/s` is the figure. The ratios are to be read within one run.
#include "analysis/production.hpp"
#include "bench/peak.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <hwy/highway.h>
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

// At the curve of 41 frequencies, or at four spots.
LinkModel model_of(bool curve, Simulator& simulator) {
    FrequencyPlan frequencies;
    if (curve)
        frequencies = {10, 100e3, 10, {}};
    else
        frequencies.spots = {50, 1e3, 10e3, 20e3};
    return std::move(model_links({{&reference().links[0], frequencies}}, simulator).models.at(0));
}

double giga_flops(const LinkModel& model, std::uint64_t units) {
    return 8e-9 * multiply_adds(model.reduction) * static_cast<double>(units * (model.spots + model.curve));
}

// The instruction sets from here on: the widest, or the one that is asked for.
void use(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

// Draws, solutions and percentiles, the extraction included. Arguments: threads, whole curve, AVX2 at most.
void units(benchmark::State& state) {
    if (state.range(2) != 0 && (hwy::SupportedTargets() & HWY_AVX2) == 0) {
        state.SkipWithError("this machine has no AVX2");
        return;
    }
    use(state.range(2) != 0 ? HWY_AVX2 : 0);
    Simulator simulator({.workers = 1});
    const bool curve = state.range(1) != 0;
    const Link* link = &reference().links[0];
    ProductionPlan plan;
    plan.units = curve ? 400000 : 2000000;
    plan.threads = static_cast<unsigned>(state.range(0));
    plan.causes = false;
    plan.checked = 0;
    const FrequencyPlan frequencies =
        curve ? FrequencyPlan{10, 100e3, 10, {}} : FrequencyPlan{0, 0, 0, {50, 1e3, 10e3, 20e3}};
    const LinkModel model = model_of(curve, simulator);
    for (auto _ : state) {
        const Production production = produce({{link, frequencies}}, 1e-8, plan, simulator);
        benchmark::DoNotOptimize(production);
    }
    state.counters["units/s"] =
        benchmark::Counter(static_cast<double>(plan.units), benchmark::Counter::kIsIterationInvariantRate);
    state.counters["parts"] = static_cast<double>(model.variation.parts.size());
    state.counters["ports"] = static_cast<double>(model.reduction.ports());
    state.counters["GFlop/s"] =
        benchmark::Counter(giga_flops(model, plan.units), benchmark::Counter::kIsIterationInvariantRate);
    state.SetLabel(instruction_set());
    use(0);
}
BENCHMARK(units)->Args({1, 1, 0})->Args({2, 1, 0})->Args({2, 0, 0})->Args({2, 1, 1})->UseRealTime()->Unit(
    benchmark::kMillisecond);

// The elimination alone, without draws and percentiles, one thread.
void elimination(benchmark::State& state) {
    Simulator simulator({.workers = 1});
    const LinkModel model = model_of(true, simulator);
    const std::size_t count = 256;
    std::vector<double> changes(model.reduction.elements() * count, 0.01);
    UnitAnswers answers(model.reduction, count);
    for (auto _ : state)
        for (std::size_t k = 0; k < model.curve; ++k) eliminate(model.reduction, k, changes, count, answers);
    state.counters["units/s"] =
        benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsIterationInvariantRate);
    state.counters["GFlop/s"] =
        benchmark::Counter(giga_flops(model, count), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(elimination)->Unit(benchmark::kMillisecond);

// The most that one thread of the machine does of that arithmetic: what GFlop/s of `elimination` is to be
// compared with.
void peak(benchmark::State& state) {
    const long rounds = 1000000;
    for (auto _ : state) benchmark::DoNotOptimize(multiply_and_add(rounds));
    state.counters["GFlop/s"] = benchmark::Counter(1e-9 * flops_of_round() * static_cast<double>(rounds),
                                                   benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(peak)->Unit(benchmark::kMillisecond);

// What two cores of ngspice do: every unit simulated whole, both drives.
void simulated(benchmark::State& state) {
    Simulator simulator({.workers = 2});
    const LinkModel model = model_of(true, simulator);
    const std::uint64_t count = 200;
    for (auto _ : state)
        simulate_units(model, production_draws(model.variation, 1), {0, count, 0, true, 1e-8}, simulator,
                       [](const UnitBlock&) { return true; });
    state.counters["units/s"] =
        benchmark::Counter(static_cast<double>(count), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(simulated)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pin3
