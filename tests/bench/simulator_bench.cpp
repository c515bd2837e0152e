// Decks a second through the pool of workers, by number of workers, and how much memory a worker gains.
// Google Benchmark; the figures to compare stand side by side in one run.
#include "analysis/measure.hpp"
#include "simulator/simulator.hpp"

#include <benchmark/benchmark.h>

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
    const Bench bench = link_bench(resolved.description.links.at(0));
    const std::vector<Job> both =
        response_jobs(bench, link_plan(resolved.description, resolved.description.links[0], {}), "link l");
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
