// Where a link stops being linear: distortion, the largest signal, the largest voltage between the chassis.
#pragma once

#include "transient/transient.hpp"

#include <optional>

namespace pin3 {

struct ClipPoints {
    LinkPtr link;
    double thd = 0;  // at nominal level and 1 kHz, harmonics 2 to 9, a ratio
    // the same at 20 Hz, where cores and coupling capacitors are at their worst; none where that simulation
    // breaks off
    std::optional<double> thd_low;
    // of 19 and 20 kHz alike, together of nominal peak: the difference tone against either of them; none
    // where that simulation breaks off
    std::optional<double> imd;
    // rms of the unloaded signal at 1 kHz whose THD is 1 %: looked for from 60 dB below nominal, where "or
    // less" is meant, to 60 dB above; none where it never is
    std::optional<double> signal_volts;
    // peak between the chassis at 1 kHz at which the rejection, of a small programme beside it, has fallen by
    // 3 dB; none where it never does, up to 1 kV
    std::optional<double> common_mode_volts;
    // The limit is where the simulation in time breaks off: nobody knows what is there, and beyond.
    bool signal_broke_off = false, common_mode_broke_off = false;
};

using ClipPointsFound = PerLink<ClipPoints>;

// Of every link that has been measured, by some fifteen transient simulations each, over all workers. A
// simulation that breaks off counts as beyond the limit that is looked for, which is then said.
ClipPointsFound clip_points(const Measurements& measurements, Simulator& simulator,
                            const WatchJobs& watch = {});

}  // namespace pin3
