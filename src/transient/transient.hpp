// A link in the time domain, through the whole circuit: with everything that op-amps and cores limit.
#pragma once

#include "response/measure.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pin3 {

// What the receiver puts out over time.
struct TimeSeries {
    LinkPtr link;
    std::vector<double> time_s;  // ngspice's own points
    std::vector<double> out_volts;
    std::vector<double> chassis_volts;  // between the chassis

    // Index of the first point from that time on.
    std::size_t from(double seconds) const;
};

struct TransientPlan {
    std::vector<Tone> signal;            // of the output stage's unloaded signal
    std::vector<Tone> ground;            // of the ground's EMF
    double rate_hz = 0;                  // of `programme`
    std::vector<double> programme = {};  // V of signal, beside the tones
    double end_s = 0.04;
    double step_s = 5e-6;                   // largest time step
    std::vector<HumSource> picked_up = {};  // by cable and input; the lines begin together, as `ground`
    double fade_s = 0;                      // over which all tones fade in: see SourceWave
};

// The lines of a source, all beginning together.
std::vector<Tone> tones_of(const HumSource& source);

Job transient_job(const Link& link, const TransientPlan& plan, const std::string& what);

struct TransientRun {
    LinkPtr link;
    TransientPlan plan;
};

// The whole of a series, or as far as it came (no link: nowhere) and why.
struct TransientResult {
    TimeSeries series;
    std::optional<MeasureFailure> failure;
};

// All of them, over all workers. That ngspice ends a simulation whose time step has become too small, without
// a sign of failure, is a failure here.
std::vector<TransientResult> run_transients(std::span<const TransientRun> runs, const std::string& what,
                                            Simulator& simulator, const WatchJobs& watch = {});

}  // namespace pin3
