// A link in its room over time: a programme, and the ground's whole spectrum, at once.
#pragma once

#include "core/audio.hpp"
#include "transient/transient.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pin3 {

enum class BuiltIn { sine, two_tone };  // 1 kHz; 60 Hz and 7 kHz as 4 to 1 (SMPTE RP 120)

struct ScenePlan {
    BuiltIn built_in = BuiltIn::sine;
    std::optional<Audio> programme;  // instead; of one channel; -18 dBFS is nominal level
    double seconds = 0.1;
    double step_s = 1e-5;
};

// Those that broke off have a failure and a row as well: as far as they came.
struct Scenes : PerLink<TimeSeries> {
    std::vector<std::pair<LinkPtr, std::string>> left_out;  // what the simulation is too long for
};

// Of every link that has been measured, over all workers: with the ground's whole spectrum and what the cable
// picks up. The time step is a twentieth of the fastest line's period; a line that would need more than a
// million steps is left out.
Scenes simulate_scenes(const Measurements& measurements, const ScenePlan& plan, Simulator& simulator,
                       const WatchJobs& watch = {});

// At even distances, a channel a series; `per_volt` full scale a volt, one a series.
Audio sampled(const std::vector<TimeSeries>& series, const std::vector<double>& per_volt, double rate_hz);

}  // namespace pin3
