// Decks a second through the pool of workers, by number of workers, and how much memory a worker gains.
// Google Benchmark; the figures to compare stand side by side in one run.
#include "simulator/simulator.hpp"
#include "transient/transient.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace pin3 {
namespace {

// Both drives of one link, `count` times.
std::vector<Job> link_jobs(std::size_t count) {
    const std::string text =
        "output o : impedance_balanced { rout = 100 }\ninput i : difference { opamp = ne5532 }\n"
        "cable c : twisted_pair { length = 10 m }\nground g : mains {}\nlink l = o -> c -> i @ g\n";
    const auto source = std::make_shared<const Source>(Source{"bench.pin3", text});
    const Resolved resolved =
        read_description(source, SearchPath{{std::string(PIN3_SOURCE_DIR) + "/models"}});
    const Rig rig = link_rig(*resolved.description.links.at(0));
    const std::vector<Job> both =
        response_jobs(rig, link_plan(resolved.description, *resolved.description.links[0], {}), "link l");
    std::vector<Job> jobs;
    for (std::size_t i = 0; i < count; ++i) jobs.insert(jobs.end(), both.begin(), both.end());
    return jobs;
}

// 200 links, both drives; argument: workers.
void run_200_links(benchmark::State& state) {
    const std::vector<Job> jobs = link_jobs(200);
    Simulator simulator({.workers = static_cast<unsigned>(state.range(0))});
    simulator.run(std::span(jobs).first(4));  // started
    for (auto _ : state) benchmark::DoNotOptimize(simulator.run(jobs));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(jobs.size()));
}
BENCHMARK(run_200_links)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

// The transient of a second of a behavioural link, and bare `ngspice -b` on the same deck with its own sines
// beside it. The counter is what pin3 takes longer, in per cent.
void second_of_waveform(benchmark::State& state) {
    const std::string text =
        "output o : symmetric { opamp = ne5532 }\ninput i : difference { opamp = ne5532 }\n"
        "cable c : twisted_pair { length = 5 m }\nground g : mains { spectrum = sine }\nlink l = o -> c -> i "
        "@ g\n";
    const auto source = std::make_shared<const Source>(Source{"bench.pin3", text});
    const Resolved resolved =
        read_description(source, SearchPath{{std::string(PIN3_SOURCE_DIR) + "/models"}});
    const TransientPlan plan{{{1000, 1.7}}, {{50, 0.14}}, 0, {}, 1, 1e-5};
    const std::vector<Job> jobs = {transient_job(*resolved.description.links.at(0), plan, "bench")};
    std::string deck = jobs[0].deck;
    for (const char* sine : {"sin(0 1.7 1000)", "sin(0 0.14 50)"})
        deck.replace(deck.find("external"), 8, sine);
    deck.resize(deck.rfind(".end"));
    const std::string path = std::filesystem::temp_directory_path() / "pin3_second_of_waveform.cir";
    std::ofstream(path) << deck << ".control\n" << jobs[0].analyses[0].command << "\nquit 0\n.endc\n.end\n";
    Simulator simulator({.workers = 1});
    simulator.prepare();
    using Clock = std::chrono::steady_clock;
    std::chrono::duration<double> mine{}, bare{};
    for (auto _ : state) {
        const auto begin = Clock::now();
        benchmark::DoNotOptimize(simulator.run(jobs));
        const auto between = Clock::now();
        if (std::system(("ngspice -b " + path + " >/dev/null 2>&1").c_str()) != 0)
            state.SkipWithError("ngspice -b");
        mine += between - begin;
        bare += Clock::now() - between;
    }
    state.counters["bare_ngspice_s"] = bare.count() / static_cast<double>(state.iterations());
    state.counters["overhead_percent"] = 100 * (mine / bare - 1);
    std::filesystem::remove(path);
}
BENCHMARK(second_of_waveform)->Iterations(3)->UseRealTime()->Unit(benchmark::kMillisecond);

// Resident memory of a process, bytes.
double resident(int pid) {
    std::ifstream statm("/proc/" + std::to_string(pid) + "/statm");
    double pages = 0, unused = 0;
    statm >> unused >> pages;
    return pages * 4096;
}

// 10,000 decks through one worker: the counters are its resident memory after the first 1000 and at the end.
void memory_over_10000_decks(benchmark::State& state) {
    const std::vector<Job> thousand = link_jobs(500);
    for (auto _ : state) {
        Simulator simulator({.workers = 1});
        simulator.run(thousand);
        state.counters["begin_MB"] = resident(simulator.worker_pids().at(0)) / 1e6;
        for (int i = 0; i < 9; ++i) simulator.run(thousand);
        state.counters["end_MB"] = resident(simulator.worker_pids().at(0)) / 1e6;
    }
}
BENCHMARK(memory_over_10000_decks)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace pin3
