// A link in its room over time: a programme, and the ground's whole spectrum, at once.
#pragma once

#include "analysis/transient.hpp"
#include "core/audio.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace pin3 {

enum class BuiltIn { sine, two_tone };  // 1 kHz; 60 Hz and 7 kHz as 4 to 1 (SMPTE RP 120)

struct ScenePlan {
    BuiltIn built_in = BuiltIn::sine;
    std::optional<Audio> programme;  // instead; -18 dBFS is nominal level, its first channel counts
    double seconds = 0.1;
    double step_s = 1e-5;
};

struct Scenes {
    std::vector<TimeSeries> links;  // also those that broke off: as far as they came
    std::vector<MeasureFailure> failures;
};

// Of every link that has been measured, over all workers. Lines of the ground above 20 kHz are left out: the
// time step would have to be as fine.
Scenes simulate_scenes(const Measurements& measurements, const ScenePlan& plan, Simulator& simulator,
                       const std::function<void(std::size_t done, std::size_t all)>& progress = {});

// At even distances, a channel a series; `per_volt` full scale a volt, one a series.
Audio sampled(const std::vector<TimeSeries>& series, const std::vector<double>& per_volt, double rate_hz);

}  // namespace pin3
