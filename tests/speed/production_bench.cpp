// Units of production a second, beside the peak of the machine for the same arithmetic and beside ngspice.
// Google Benchmark; `units/s` is the figure, `pin3_times_faster` its ratio to `units` of the same run.
// GFlop/s of `elimination` beside that of `peak` is how close the solver comes to what one thread of the
// machine can do.
#include "core/unit.hpp"
#include "production/production.hpp"
#include "response/response.hpp"
#include "speed/peak.hpp"

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <hwy/highway.h>
#include <memory>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

namespace pin3 {
namespace {

// The reference link: 16 toleranced parts, 10 m of cable in five sections, op-amps with two poles, no ground
// network. And the same with op-amps of 22 transistors.
std::string reference_text(const std::string& opamp) {
    return "opamp two_pole : behavioural { gain = 100 dB 50%, gbw = 10 MHz 30%, pole2 = 20 MHz 30%, r_out = "
           "50 20%, r_differential = 300k 30%, c_differential = 2p 30% }\n"
           "output o : impedance_balanced { rout = 1k 1%, pin3 = 1k 1%, couple = 47u 20% }\n"
           "cable c : twisted_pair { length = 10 m, sections = 5, r_conductor = 52m }\n"
           "input i : difference { r = 10k 0.1%, c_hot = 100p 5%, c_cold = 100p 5%, opamp = " +
           opamp + " }\nlink l = o -> c -> i\nsweep { from = 10 Hz, to = 100 kHz, points = 10 }\n";
}

Description described(const std::string& text) {
    const SearchPath models{{std::string(PIN3_SOURCE_DIR) + "/models"}};
    Resolved resolved = read_description(std::make_shared<const Source>(Source{"bench.pin3", text}), models);
    if (has_errors(resolved.diagnostics)) throw std::runtime_error(resolved.diagnostics.front().message);
    return std::move(resolved.description);
}

const Description& reference() {
    static const Description description = described(reference_text("two_pole"));
    return description;
}

const Description& reference_of_741s() {
    static const Description description = described(reference_text("\"ua741.lib\""));
    return description;
}

// At the curve of 41 frequencies, or at four spots.
LinkModel model_of(const Description& description, bool curve, Simulator& simulator) {
    FrequencyPlan frequencies;
    if (curve)
        frequencies = {10, 100e3, 10, {}};
    else
        frequencies.spots = {50, 1e3, 10e3, 20e3};
    return std::move(model_links({{description.links[0], frequencies}}, simulator).links.at(0));
}

double giga_flops(const LinkModel& model, std::uint64_t units) {
    return 8e-9 * multiply_adds(model.reduction) * static_cast<double>(units * (model.spots + model.curve));
}

// The instruction sets from here on: the widest, or the one that is asked for.
void use(std::int64_t target) {
    hwy::SetSupportedTargetsForTest(target);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

// What the others are compared with: units a second of the whole curve on two threads.
double own_rate = 0;

// Draws, solutions and percentiles, the extraction included.
void run_units(benchmark::State& state, const Description& description, unsigned threads, bool curve) {
    Simulator simulator({.workers = 1});
    ProductionPlan plan;
    plan.units = curve ? 400000 : 2000000;
    plan.threads = threads;
    plan.causes = false;
    plan.checked = 0;
    const FrequencyPlan frequencies =
        curve ? FrequencyPlan{10, 100e3, 10, {}} : FrequencyPlan{0, 0, 0, {50, 1e3, 10e3, 20e3}};
    const LinkModel model = model_of(description, curve, simulator);
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        const Production production = produce({{description.links[0], frequencies}}, plan, simulator);
        benchmark::DoNotOptimize(production);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        if (curve && threads == 2) own_rate = static_cast<double>(plan.units) / took.count();
    }
    state.counters["units/s"] =
        benchmark::Counter(static_cast<double>(plan.units), benchmark::Counter::kIsIterationInvariantRate);
    state.counters["parts"] = static_cast<double>(model.variation.parts.size());
    state.counters["ports"] = static_cast<double>(model.reduction.ports());
    state.counters["GFlop/s"] =
        benchmark::Counter(giga_flops(model, plan.units), benchmark::Counter::kIsIterationInvariantRate);
    state.SetLabel(instruction_set());
}

void units_avx2(benchmark::State& state) {
    if ((hwy::SupportedTargets() & HWY_AVX2) == 0) {
        state.SkipWithError("this machine has no AVX2");
        return;
    }
    use(HWY_AVX2);
    run_units(state, reference(), 2, true);
    use(0);
}
void units_of_741s(benchmark::State& state) {
    run_units(state, reference_of_741s(), 2, true);
}
void units_at_four_spots(benchmark::State& state) {
    run_units(state, reference(), 2, false);
}
void units_on_one_thread(benchmark::State& state) {
    run_units(state, reference(), 1, true);
}
void units(benchmark::State& state) {
    run_units(state, reference(), 2, true);
}
BENCHMARK(units_avx2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(units_of_741s)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(units_at_four_spots)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(units_on_one_thread)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(units)->UseRealTime()->Unit(benchmark::kMillisecond);

// The elimination alone, without draws and percentiles, one thread.
void elimination(benchmark::State& state) {
    Simulator simulator({.workers = 1});
    const LinkModel model = model_of(reference(), true, simulator);
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

void set_rates(benchmark::State& state, std::uint64_t units, double seconds) {
    const double rate = static_cast<double>(units) / seconds;
    state.counters["units/s"] = rate;
    if (own_rate > 0) state.counters["pin3_times_faster"] = own_rate / rate;
}

// Runs `work` for so many units in each iteration, and puts its rate beside pin3's.
template <typename Work>
void beside(benchmark::State& state, std::uint64_t units, const Work& work) {
    double seconds = 0;
    std::uint64_t done = 0;
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        done += units;
    }
    set_rates(state, done, seconds);
}

// ngspice in pin3's own pool of two workers: every unit simulated whole, both drives.
void ngspice_pool(benchmark::State& state) {
    Simulator simulator({.workers = 2});
    const LinkModel model = model_of(reference(), true, simulator);
    beside(state, 200, [&] {
        simulate_units(model, production_draws(model.variation, 1), {0, 200, 0, true}, simulator,
                       [](const UnitBlock&) { return true; });
    });
}
BENCHMARK(ngspice_pool)->UseRealTime()->Unit(benchmark::kMillisecond);

// A folder that goes with its files.
struct Folder {
    Folder() : path(std::filesystem::temp_directory_path() / fmt::format("pin3-bench-{}", ::getpid())) {
        std::filesystem::create_directory(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path / name) << text;
        return path / name;
    }
    std::filesystem::path path;
};

void run_ngspice(const std::string& arguments) {
    if (std::system(("ngspice -b " + arguments + " >/dev/null 2>&1").c_str()) != 0)
        throw std::runtime_error("ngspice failed");
}

// What everybody can do: `ngspice -b` once a unit and drive, two at a time.
void ngspice_batch(benchmark::State& state) {
    const Rig rig = link_rig(*reference().links[0]);
    const Folder folder;
    std::vector<std::string> commands;
    for (std::uint64_t unit = 0; unit < 40; ++unit) {
        Rig one = rig;
        one.circuit = built(rig.circuit, {unit, 1});
        for (const std::string& source : one.sources) {
            const std::string name = fmt::format("{}{}", unit, source);
            const auto deck =
                folder.write(name + ".cir", response_deck(one, source, name, {".ac dec 10 10 100000"}));
            commands.push_back(fmt::format("-r {} {}", (folder.path / name).string(), deck.string()));
        }
    }
    beside(state, 40,
           [&] { in_parallel(commands.size(), 2, [&](std::size_t i) { run_ngspice(commands[i]); }); });
}
BENCHMARK(ngspice_batch)->UseRealTime()->Unit(benchmark::kMillisecond);

// And what its own language can do: one deck whose .control loop alters the parts; two processes.
void ngspice_control(benchmark::State& state) {
    constexpr std::uint64_t units = 200;
    const Rig rig = link_rig(*reference().links[0]);
    const Variation variation = variation_of(rig.circuit);
    const Folder folder;
    std::vector<std::string> commands;
    for (const std::uint64_t first : {std::uint64_t{0}, units}) {
        std::string control = ".control\n";
        for (std::uint64_t unit = first; unit < first + units; ++unit) {
            const Circuit circuit = built(rig.circuit, {unit, 1});
            for (const VariedElement& varied : variation.elements) {
                const Element& element = circuit.elements()[varied.element];
                const bool gain = element.kind == ElementKind::vccs || element.kind == ElementKind::vcvs;
                control +=
                    gain ? fmt::format("alter @{}[gain] = {}\n", element.spice_name(),
                                       shortest(element.part.value))
                         : fmt::format("alter {} = {}\n", element.spice_name(), shortest(element.part.value));
            }
            for (const int drive : {0, 1})
                control += fmt::format(
                    "alter @v_signal[acmag] = {}\nalter @v_ground[acmag] = {}\n"
                    "ac dec 10 10 100000\n",
                    1 - drive, drive);
            control += "destroy all\n";
        }
        std::string deck = response_deck(rig, "v_signal", "loop", {});
        deck.insert(deck.rfind(".end"), control + "quit 0\n.endc\n");
        commands.push_back(folder.write(fmt::format("loop{}.cir", first), deck).string());
    }
    beside(state, 2 * units, [&] { in_parallel(2, 2, [&](std::size_t i) { run_ngspice(commands[i]); }); });
}
BENCHMARK(ngspice_control)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pin3
