// What a room does to a link: the hum that comes through, what the stages hiss, and how much signal there is.
#pragma once

#include "response/measure.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// The band in which hum and hiss are summed up.
inline constexpr double audible_from_hz = 20, audible_to_hz = 20e3;

// A line of the hum at the receiver's output.
struct HumLine {
    double frequency_hz = 0;
    double volts = 0;          // rms
    std::string_view path;     // see HumSource
    bool bound = false;        // it is less than that, and how much less the solver does not tell
    double signal_gain = 0;    // of the programme at that frequency, as GainRow
    double chassis_volts = 0;  // between the chassis, rms; 0 where it comes by another way
};

// Hiss: the noise that the stages make, at the receiver's output.
struct Hiss {
    FrequencyRow frequency_hz;    // over the audible band
    std::vector<double> density;  // V/sqrt(Hz)
};

// The op-amp whose output reaches its limit first.
struct Clipping {
    std::string opamp;        // "mixer.opamp"
    double signal_volts = 0;  // rms of the output stage's unloaded signal at which it does
};

struct LinkRoom {
    LinkPtr link;
    std::vector<HumLine> lines;  // path by path, ascending frequencies
    Hiss hiss;
    Complex signal_gain;               // at 1 kHz, as GainRow
    std::optional<Clipping> clipping;  // none where nothing is known to limit
};

using Rooms = PerLink<LinkRoom>;

// Of every link that has been measured, over all workers.
Rooms measure_rooms(const Measurements& measurements, Simulator& simulator,
                    const std::optional<UnitId>& unit = std::nullopt);

// rms of a density that is given at ascending frequencies, from the first to the last, each point weighted by
// `weight`: V. Between two points the square of what is weighted goes as a power of the frequency.
double integrated(const Hiss& hiss, double (*weight_db)(double frequency_hz) = nullptr);

}  // namespace pin3
