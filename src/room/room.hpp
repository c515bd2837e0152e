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
    double volts = 0;           // rms
    std::string_view path;      // see HumSource
    bool bound = false;         // it is less than that, and how much less the solver does not tell
    double signal_gain = 0;     // of the programme at that frequency, as GainRow
    double chassis_volts = 0;   // between the chassis, rms; 0 where it comes by another way
    double shield_amperes = 0;  // in the cable's shield, rms; 0 where it comes by another way
};

// Hiss: the noise that the stages make, at the receiver's output.
struct Hiss {
    FrequencyRow frequency_hz;    // over the audible band
    std::vector<double> density;  // V/sqrt(Hz)
};

// What of an op-amp is at its limit: its output's voltage or current, or the mean of its inputs.
enum class OpampLimit { output_voltage, output_current, input_voltage };
std::string_view limit_name(OpampLimit limit);  // "output voltage"

// The op-amp that reaches a limit first, by linear response at 1 kHz.
struct Clipping {
    std::string opamp;  // "mixer.opamp"
    OpampLimit by = OpampLimit::output_voltage;
    double most = 0;          // V or A, peak
    double signal_volts = 0;  // rms of the output stage's unloaded signal at which it is reached
};

// Where the signal has fallen towards low frequencies, Hz, against 1 kHz; none where it has not down to
// `lowest_hz`.
struct LowEnd {
    double gain = 0;  // of the signal at 20 Hz, magnitude
    std::optional<double> one_db_down, three_db_down;
    static constexpr double lowest_hz = 1;
};

// From which m_imbalance on (H/m) what the shield's current induces makes by itself as much as all the rest
// of what comes through from the ground; see room.cpp.
struct EqualInduction {
    double at_1_khz = 0, at_20_khz = 0;
};

struct LinkRoom {
    LinkPtr link;
    std::vector<HumLine> lines;  // path by path, ascending frequencies
    Hiss hiss;
    std::optional<EqualInduction> equal_induction;  // where a ground drives a current through a pair's shield
    Complex signal_gain;                            // at 1 kHz, as GainRow
    LowEnd low_end;
    std::optional<Clipping> clipping;         // none where nothing is known to limit
    std::optional<Clipping> output_clipping;  // of the output stage's own op-amps alone
    std::optional<Complex> z_primary;         // seen by what drives the output's transformer, ohm, at 1 kHz
};

using Rooms = PerLink<LinkRoom>;

// Of every link that has been measured, over all workers.
Rooms measure_rooms(const Measurements& measurements, Simulator& simulator,
                    const std::optional<UnitId>& unit = std::nullopt);

// rms of a density that is given at ascending frequencies, from the first to the last, each point weighted by
// `weight`: V. Between two points the square of what is weighted goes as a power of the frequency.
double integrated(const Hiss& hiss, double (*weight_db)(double frequency_hz) = nullptr);

}  // namespace pin3
