// Everything that is measured of a description's links, outputs and inputs, in one go over all workers.
#pragma once

#include "circuit/variation.hpp"
#include "description/description.hpp"
#include "response/batch.hpp"
#include "response/frequency_row.hpp"
#include "response/per_link.hpp"
#include "response/response.hpp"
#include "response/stage_points.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace pin3 {

// Both of a link's gains are the receiver's output: per volt of the output stage's unloaded differential
// signal, and per volt between the chassis.
struct Gains {
    Complex signal, ground;
    Complex chassis;  // volts between the chassis per volt of the ground's EMF
};

// The gains over frequency, column by column.
struct GainRow {
    FrequencyRow frequency_hz;
    std::vector<Complex> signal_gain;
    std::vector<Complex> ground_gain;
    std::vector<Complex> chassis_gain;

    // At a frequency of the row.
    Gains at(double hertz) const;
};

// Output and cable as the receiver sees them at its plug, at 1 kHz, whatever is behind the voltage between
// the chassis.
struct SourceLegs {
    Complex open_hot, open_cold;  // of the open legs, V per V between the chassis
    // impedance matrix of the two legs against the receiver's chassis, ohm
    Complex z_hot_hot, z_hot_cold, z_cold_hot, z_cold_cold;
    // on the contacts of pin 1, against the chassis of each, V per V between the chassis
    Complex source_pin1, receiver_pin1;
};

struct LinkResponse {
    LinkPtr link;
    SourceLegs legs;
    GainRow curve;
    GainRow spots;
};

// A stage on its rig at each of a row of frequencies.
struct OutputResponse {
    StagePtr output;
    FrequencyRow frequency_hz;
    std::vector<OutputPoint> spots;

    const OutputPoint& at(double hertz) const { return frequency_hz.of(spots, hertz); }
};

struct InputResponse {
    StagePtr input;
    FrequencyRow frequency_hz;
    std::vector<InputPoint> spots;

    const InputPoint& at(double hertz) const { return frequency_hz.of(spots, hertz); }
};

// The stages are those that a report shows; `failures` are of links and stages.
struct Measurements : PerLink<LinkResponse> {
    std::vector<OutputResponse> outputs;
    std::vector<InputResponse> inputs;

    const OutputResponse* output(std::string_view name) const;
    const InputResponse* input(std::string_view name) const;
};

// The jobs that measure() runs, in its order.
std::vector<Job> measurement_jobs(const Description& description, const std::vector<double>& extra_hz,
                                  const std::optional<UnitId>& unit = std::nullopt);

// Simulates every link, whole and without its input, and every output and input that is used on its rigs: all
// as one batch of AC analyses. What fails is among the failures, and the rest is measured all the same.
// `extra_hz`: further spot frequencies, those of expectations. `unit`: that unit of production instead of the
// nominal values.
Measurements measure(const Description& description, const std::vector<double>& extra_hz,
                     Simulator& simulator, const WatchJobs& watch = {},
                     const std::optional<UnitId>& unit = std::nullopt);

// Where impedances, levels and limits are stated unless a frequency is named, Hz.
inline constexpr double reference_hz = 1000;
// The low end of what is heard, where coupling capacitors and transformers decide, Hz.
inline constexpr double low_end_hz = 20;

// The frequencies at which stages are measured, Hz: the spots of all links, 1 kHz, and the extra ones.
std::vector<double> stage_spots(const Description& description, const std::vector<double>& extra_hz);

// The frequencies of a link: its curve, its spots and the extra ones.
FrequencyPlan link_plan(const Description& description, const Link& link,
                        const std::vector<double>& extra_hz);

}  // namespace pin3
