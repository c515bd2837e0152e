// Runs decks in ngspice. The only door to it: nothing outside src/simulator knows libngspice.
#pragma once

#include <chrono>
#include <complex>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pin3 {

// One analysis of a deck: an ngspice command, and the vectors wanted of its plot.
struct Analysis {
    std::string command;  // "ac dec 20 10 100000", "tran 1e-06 0.02 0 1e-06"
    std::vector<std::string>
        vectors;             // "v(n_out)" or "n_out"; the scale (frequency or time) comes in any case
    std::size_t points = 0;  // expected length; 0: any length but none
};

// A sine that begins at 0.
struct Tone {
    double frequency_hz = 0;
    double peak = 0;  // V
};

// What a voltage source does in a transient analysis whose deck calls it `external`: tones and samples, added
// up. Between samples it follows the cubic of Catmull and Rom; outside them it is 0. (ngspice's own `pwl`
// takes a time that grows with the square of the number of points.)
//
// Over `fade_s` the tones fade in from rest, as x - sin(2 pi x)/(2 pi) with x = t/fade_s. Its slope is a Hann
// window, whose transform is 0 at every whole number n > 1 of periods a window: where `fade_s` has n periods
// of a tone, the integral of the tone over the fade is that of a tone that was always there. What integrates
// (the flux of a core, the current of an inductor, the charge of a capacitor) starts without an offset that
// would take L/R to go.
struct SourceWave {
    std::string source;  // "v_signal"
    std::vector<Tone> tones;
    double rate_hz = 0;
    std::vector<double> samples;  // V
    double fade_s = 0;            // of the tones

    double at(double time_s) const;
};

// A deck and what to do with it. The deck is loaded once and afresh; its analyses run in order.
struct Job {
    std::string name;  // for messages: "link driver, drive ground"
    std::string deck;  // whole text, title line first, .end last
    std::vector<Analysis> analyses;
    // Jobs of one group are tried no more in that run once one of them took longer than the time limit: the
    // same model would take as long in each of them. Empty: on its own.
    std::string group = {};
    std::vector<SourceWave> waves = {};
};

// What an analysis gave: the scale and a column a wanted vector, all of the same length and finite.
// AC vectors are complex; transient ones have no imaginary part.
struct Plot {
    std::vector<double> scale;  // hertz or seconds; a single 0 for an operating point
    std::vector<std::vector<std::complex<double>>> vectors;
};

enum class FailureKind {
    rejected,    // ngspice did not take the deck or the analysis did not finish: the description is at fault
    died,        // the worker process ended; tried again once
    timed_out,   // the time limit passed
    unavailable  // no libngspice, or it does not start
};

struct SimulationFailure {
    FailureKind kind;
    std::string message;    // one sentence
    std::string log;        // ngspice's last lines
    std::string deck_path;  // where the deck was kept if it died or timed out, empty if nowhere
};

struct Outcome {
    std::vector<Plot> plots;  // one an analysis; empty on failure
    std::string log;          // what ngspice said
    std::optional<SimulationFailure> failure;
};

struct SimulatorOptions {
    unsigned workers = 0;                             // 0: one a core
    std::chrono::milliseconds time_limit{60000};      // for one job
    std::size_t memory_limit = std::size_t{4} << 30;  // bytes a worker may take
    std::string library{};  // path of libngspice; empty: PIN3_NGSPICE or the system's
};

struct SimulatorVersion {
    std::string version;      // "39"
    std::string library;      // the path it was loaded from
    std::string code_models;  // folder of the *.cm files, empty if none
};

// A pool of worker processes, each holding an initialised ngspice. Not copyable; movable. Workers start at
// the first run and end with the object, or with the tool, however that ends. One thread at a time may use
// it.
class Simulator {
public:
    explicit Simulator(SimulatorOptions options = {});
    ~Simulator();
    Simulator(Simulator&&) noexcept;
    Simulator& operator=(Simulator&&) noexcept;

    // Starts ngspice in its own process and returns at once, so that it is ready when the first run comes.
    // Not needed, but free: call it before anything slow, and before the tool starts threads.
    void prepare();

    // Runs the jobs over all workers; the outcomes are in the order of the jobs. `progress` is called in this
    // thread with the number of jobs done; when it throws, the run is given up and the exception passes
    // through.
    std::vector<Outcome> run(std::span<const Job> jobs,
                             const std::function<void(std::size_t)>& progress = {});

    // What was found, or why nothing runs.
    struct Probe {
        std::optional<SimulatorVersion> found;
        std::string problem;  // what is missing and what to install
    };
    Probe probe();

    // The worker processes that live now. For diagnosis and tests.
    std::vector<int> worker_pids() const;

private:
    struct Pool;
    std::unique_ptr<Pool> pool_;
};

}  // namespace pin3
