// Everything that is measured of a description's links, outputs and inputs, in one go over all workers.
#pragma once

#include "circuit/variation.hpp"
#include "core/diagnostic.hpp"
#include "description/description.hpp"
#include "response/response.hpp"
#include "response/stage_points.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pin3 {

// A link's two gains. Both are the receiver's output: per volt of the output stage's unloaded differential
// signal, and per volt between the chassis.
struct GainRow {
    std::vector<double> frequency_hz;
    std::vector<Complex> signal_gain;
    std::vector<Complex> ground_gain;
    std::vector<Complex> chassis_gain;  // volts between the chassis per volt of the ground's EMF

    // Where a frequency stands in the row; its size when it was not measured.
    std::size_t index_of(double hertz) const;
};

// Output and cable as the receiver sees them at its plug, at 1 kHz, whatever is behind the voltage between
// the chassis.
struct SourceLegs {
    Complex open_hot, open_cold;  // of the open legs, V per V between the chassis
    // impedance matrix of the two legs against the receiver's chassis, ohm
    Complex z_hot_hot, z_hot_cold, z_cold_hot, z_cold_cold;
};

struct LinkResponse {
    LinkPtr link;
    SourceLegs legs;
    GainRow curve;
    GainRow spots;
};

struct OutputResponse {
    StagePtr output;
    std::vector<OutputPoint> spots;
    const OutputPoint& at(double frequency_hz) const;
};

struct InputResponse {
    StagePtr input;
    std::vector<InputPoint> spots;
    const InputPoint& at(double frequency_hz) const;
};

// What is measured, as failures name it: "link driver", "output synth".
std::string subject_of(const Link& link);
std::string subject_of(const Stage& stage);

// Something that could not be measured.
struct MeasureFailure {
    std::string subject;  // "link driver"
    Diagnostic diagnostic;
    SimulationFailure simulation;  // kind `rejected` and no log where the circuit was refused before
};

// What a failed job means for its subject; `job` is its name.
MeasureFailure simulation_failure(std::string subject, const std::string& job, const Span& place,
                                  const SimulationFailure& failure);

struct Measurements {
    std::vector<LinkResponse> links;  // those of the description that succeeded, in its order
    std::vector<OutputResponse> outputs;
    std::vector<InputResponse> inputs;
    std::vector<MeasureFailure> failures;

    const LinkResponse* link(std::string_view name) const;
    const OutputResponse* output(std::string_view name) const;
    const InputResponse* input(std::string_view name) const;
};

// The jobs that measure() runs, in its order.
std::vector<Job> measurement_jobs(const Description& description, const std::vector<double>& extra_hz,
                                  const std::optional<UnitId>& unit = std::nullopt);

// `extra_hz`: further spot frequencies, those of expectations. `unit`: that unit of production instead of the
// nominal values.
Measurements measure(const Description& description, const std::vector<double>& extra_hz,
                     Simulator& simulator,
                     const std::function<void(std::size_t done, std::size_t all)>& progress = {},
                     const std::optional<UnitId>& unit = std::nullopt);

// Where impedances, levels and limits are stated unless a frequency is named, Hz.
inline constexpr double reference_hz = 1000;

// The frequencies at which stages are measured, Hz: the spots of all links, 1 kHz, and the extra ones.
std::vector<double> stage_spots(const Description& description, const std::vector<double>& extra_hz);

// The frequencies of a link: its curve, its spots and the extra ones.
FrequencyPlan link_plan(const Description& description, const Link& link,
                        const std::vector<double>& extra_hz);

}  // namespace pin3
