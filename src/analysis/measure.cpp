#include "analysis/measure.hpp"

#include "circuit/dc_path.hpp"
#include "core/codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace pin3 {
namespace {

// Legs of the bench on which an input's impedances are read, ohm.
constexpr double meter_ohm = 1000;
// "From 0 ohm": a milliohm, because an input may tie a leg to its chassis, and a source of exactly 0 ohm
// would have nowhere to go.
constexpr double tied_ohm = 1e-3;
// An input whose cold pin stays below this with 1 V behind 1 kohm has it tied to the chassis.
constexpr double tied_volts = 1e-6;

std::vector<double> sorted_unique(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

// All benches of a measurement with their jobs, run together.
class Batch {
public:
    explicit Batch(const std::optional<UnitId>& unit) : unit_(unit) {}

    // Returns the index under which response() has the bench's answers.
    std::size_t add(Bench bench, FrequencyPlan plan, const std::string& name) {
        if (unit_) bench.circuit = built(bench.circuit, *unit_);
        Entry entry{std::move(bench), std::move(plan), name, jobs_.size(), {}};
        entry.floating = nodes_without_dc_path(entry.bench.circuit);
        if (entry.floating.empty())
            for (Job& job : response_jobs(entry.bench, entry.plan, name)) jobs_.push_back(std::move(job));
        entries_.push_back(std::move(entry));
        return entries_.size() - 1;
    }

    void run(Simulator& simulator, const std::function<void(std::size_t, std::size_t)>& progress) {
        outcomes_ = simulator.run(jobs_, [&](std::size_t done) {
            if (progress) progress(done, jobs_.size());
        });
    }

    const std::vector<Job>& jobs() const { return jobs_; }

    // The bench's response, or what went wrong.
    std::optional<BenchResponse> response(std::size_t index, const std::string& subject, const Span& place,
                                          std::vector<MeasureFailure>& failures) const {
        const Entry& entry = entries_[index];
        if (!entry.floating.empty()) {
            failures.push_back({subject,
                                {Code::no_dc_path,
                                 place,
                                 fmt::format("{}: node {} has no path for direct current to ground",
                                             entry.name, entry.floating.front()),
                                 {},
                                 "give it one, for example a bleeder resistor behind a coupling capacitor"},
                                {FailureKind::rejected, "the circuit was not simulated", {}, {}}});
            return std::nullopt;
        }
        const std::span<const Outcome> mine(outcomes_.data() + entry.first_job, entry.bench.sources.size());
        for (const Outcome& outcome : mine) {
            if (!outcome.failure) continue;
            failures.push_back(simulation_failure(subject, entry.name, place, *outcome.failure));
            return std::nullopt;
        }
        return collect_response(entry.bench, entry.plan, mine);
    }

private:
    struct Entry {
        Bench bench;
        FrequencyPlan plan;
        std::string name;
        std::size_t first_job;
        std::vector<std::string> floating;
    };

    std::optional<UnitId> unit_;
    std::vector<Entry> entries_;
    std::vector<Job> jobs_;
    std::vector<Outcome> outcomes_;
};

// Indices of the benches of a link or a stage in the batch.
struct LinkBenches {
    std::size_t whole, legs;
};
struct OutputBenches {
    StagePtr stage;
    std::size_t open, bridge, driven;
};
struct InputBenches {
    StagePtr stage;
    std::size_t tied, hot_10, cold_10, meter;
};

OutputBenches add_output(Batch& batch, const StagePtr& stage, const FrequencyPlan& plan) {
    const std::string name = "output " + stage->name;
    Bench driven = output_balance_bench(*stage, Drive::noise);
    driven.sources = {"v_middle"};
    return {stage, batch.add(output_bench(*stage), plan, name + ", open"),
            batch.add(output_balance_bench(*stage, Drive::signal), plan, name + ", into 300 + 300 ohm"),
            batch.add(std::move(driven), plan, name + ", middle of 300 + 300 ohm driven")};
}

InputBenches add_input(Batch& batch, const StagePtr& stage, const FrequencyPlan& plan) {
    const std::string name = "input " + stage->name;
    return {stage, batch.add(input_bench(*stage, tied_ohm, tied_ohm), plan, name + ", legs tied"),
            batch.add(input_bench(*stage, 10, tied_ohm), plan, name + ", 10 ohm in hot"),
            batch.add(input_bench(*stage, tied_ohm, 10), plan, name + ", 10 ohm in cold"),
            batch.add(input_bench(*stage, meter_ohm, meter_ohm), plan, name + ", 1 kohm in each leg")};
}

GainRow gains(const Response& response) {
    GainRow row;
    row.frequency_hz = response.frequency_hz;
    for (std::size_t k = 0; k < row.frequency_hz.size(); ++k) {
        row.signal_gain.push_back(response.value(0, 0, k));
        row.ground_gain.push_back(response.value(1, 0, k) / response.value(1, 1, k));
        row.chassis_gain.push_back(response.value(1, 1, k));
    }
    return row;
}

SourceLegs source_legs(const Response& response) {
    const Complex chassis = response.value(0, 2, 0);
    return {response.value(0, 0, 0) / chassis, response.value(0, 1, 0) / chassis, response.value(1, 0, 0),
            response.value(2, 0, 0),           response.value(1, 1, 0),           response.value(2, 1, 0)};
}

OutputPoint output_point(const Response& open, const Response& bridge, const Response& driven,
                         std::size_t k) {
    OutputPoint point;
    point.frequency_hz = open.frequency_hz[k];
    point.signal_hot = open.value(0, 0, k);
    point.signal_cold = open.value(0, 1, k);
    point.z_hot_hot = open.value(1, 0, k);
    point.z_cold_hot = open.value(1, 1, k);
    point.z_hot_cold = open.value(2, 0, k);
    point.z_cold_cold = open.value(2, 1, k);
    point.bridge_hot = bridge.value(0, 0, k);
    point.bridge_cold = bridge.value(0, 1, k);
    point.bridge_middle = bridge.value(0, 2, k);
    point.driven_hot = driven.value(0, 0, k);
    point.driven_cold = driven.value(0, 1, k);
    return point;
}

InputPoint input_point(const Response& tied, const Response& hot_10, const Response& cold_10,
                       const Response& meter, std::size_t k) {
    InputPoint point;
    point.frequency_hz = tied.frequency_hz[k];
    point.tied_differential = tied.value(0, 0, k);
    point.tied_common = tied.value(1, 0, k);
    point.hot_10_differential = hot_10.value(0, 0, k);
    point.hot_10_common = hot_10.value(1, 0, k);
    point.cold_10_differential = cold_10.value(0, 0, k);
    point.cold_10_common = cold_10.value(1, 0, k);
    // Volts on the legs, and currents into them from the drop over the meter's resistors, for hot's generator
    // at 1 V and cold's at 0 (d + c/2 of the drives: +½ and −½ V, 1 V on both), and the other way round.
    struct Pair {
        Complex hot, cold;
    };
    const auto combined = [&](std::size_t probe, double share) {
        return meter.value(1, probe, k) / 2.0 + share * meter.value(0, probe, k);
    };
    const Pair v1{combined(1, 1), combined(2, 1)}, v2{combined(1, -1), combined(2, -1)};
    const Pair i1{(1.0 - v1.hot) / meter_ohm, -v1.cold / meter_ohm},
        i2{-v2.hot / meter_ohm, (1.0 - v2.cold) / meter_ohm};
    // Driven from a generator of 0 ohm, 1 V on both legs draws I V^-1 (1, 1): by Cramer's rule
    const Complex volts = v1.hot * v2.cold - v2.hot * v1.cold;
    const Complex first = (v2.cold - v2.hot) / volts, second = (v1.hot - v1.cold) / volts;
    const Complex into_hot = i1.hot * first + i2.hot * second;
    const Complex into_cold = i1.cold * first + i2.cold * second;
    point.cold_leg = std::abs(v2.cold) > tied_volts;
    if (!point.cold_leg) {
        // hot driven with 1 V is the differential drive and half of the common one together
        point.tied_differential += point.tied_common / 2.0;
        point.z_leg_hot = point.z_differential = v1.hot / i1.hot;
        return point;
    }
    point.z_leg_hot = 1.0 / into_hot;
    point.z_leg_cold = 1.0 / into_cold;
    point.z_common = 1.0 / (into_hot + into_cold);
    // 1 A into hot and out of cold, which float: V I^-1 (1, -1)
    const Complex amperes = i1.hot * i2.cold - i2.hot * i1.cold;
    const Complex of_first = (i2.cold + i2.hot) / amperes, of_second = -(i1.hot + i1.cold) / amperes;
    point.z_differential = (v1.hot - v1.cold) * of_first + (v2.hot - v2.cold) * of_second;
    return point;
}

// What is measured of a description.
struct Plan {
    Plan(const Description& description, const std::vector<double>& extra_hz,
         const std::optional<UnitId>& unit)
        : at_spots{0, 0, 0, stage_spots(description, extra_hz)}, batch(unit) {
        const FrequencyPlan at_reference{0, 0, 0, {reference_hz}};
        for (const Link& link : description.links) {
            const std::string name = "link " + link.name;
            links.push_back({batch.add(link_bench(link), link_plan(description, link, extra_hz), name),
                             batch.add(link_legs_bench(with_prescribed_chassis(link)), at_reference,
                                       name + " without its input")});
        }
        for (const StagePtr& stage : description.used(Role::output))
            outputs.push_back(add_output(batch, stage, at_spots));
        for (const StagePtr& stage : description.used(Role::input))
            inputs.push_back(add_input(batch, stage, at_spots));
    }

    FrequencyPlan at_spots;
    Batch batch;
    std::vector<LinkBenches> links;
    std::vector<OutputBenches> outputs;
    std::vector<InputBenches> inputs;
};

template <typename Points>
const auto& point_at(const Points& points, double frequency_hz) {
    for (const auto& point : points)
        if (point.frequency_hz == frequency_hz) return point;
    throw std::out_of_range(fmt::format("nothing was measured at {} Hz", frequency_hz));
}

template <typename Rows, typename Name>
auto find_row(const Rows& rows, const Name& matches) {
    const auto found = std::find_if(rows.begin(), rows.end(), matches);
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

MeasureFailure simulation_failure(std::string subject, const std::string& job, const Span& place,
                                  const SimulationFailure& failure) {
    Code code = Code::simulation_failed;
    if (failure.kind == FailureKind::died) code = Code::worker_died;
    if (failure.kind == FailureKind::timed_out) code = Code::worker_timeout;
    if (failure.kind == FailureKind::unavailable) code = Code::no_ngspice;
    const std::string help =
        failure.deck_path.empty() ? std::string{} : fmt::format("the deck was kept: {}", failure.deck_path);
    return {
        std::move(subject), {code, place, fmt::format("{}: {}", job, failure.message), {}, help}, failure};
}

std::size_t GainRow::index_of(double hertz) const {
    return static_cast<std::size_t>(std::find(frequency_hz.begin(), frequency_hz.end(), hertz) -
                                    frequency_hz.begin());
}

const OutputPoint& OutputResponse::at(double frequency_hz) const {
    return point_at(spots, frequency_hz);
}
const InputPoint& InputResponse::at(double frequency_hz) const {
    return point_at(spots, frequency_hz);
}

const LinkResponse* Measurements::link(std::string_view name) const {
    return find_row(links, [&](const LinkResponse& row) { return row.link->name == name; });
}
const OutputResponse* Measurements::output(std::string_view name) const {
    return find_row(outputs, [&](const OutputResponse& row) { return row.output->name == name; });
}
const InputResponse* Measurements::input(std::string_view name) const {
    return find_row(inputs, [&](const InputResponse& row) { return row.input->name == name; });
}

std::vector<double> stage_spots(const Description& description, const std::vector<double>& extra_hz) {
    std::vector<double> all = extra_hz;
    all.push_back(reference_hz);
    for (const Link& link : description.links) {
        const std::vector<double> of_link = spots(description.frequencies, link);
        all.insert(all.end(), of_link.begin(), of_link.end());
    }
    return sorted_unique(std::move(all));
}

FrequencyPlan link_plan(const Description& description, const Link& link,
                        const std::vector<double>& extra_hz) {
    const Frequencies& frequencies = description.frequencies;
    std::vector<double> all = spots(frequencies, link);
    all.insert(all.end(), extra_hz.begin(), extra_hz.end());
    all.push_back(reference_hz);
    return {frequencies.from, frequencies.to, frequencies.points, sorted_unique(std::move(all))};
}

std::vector<Job> measurement_jobs(const Description& description, const std::vector<double>& extra_hz,
                                  const std::optional<UnitId>& unit) {
    return Plan(description, extra_hz, unit).batch.jobs();
}

Measurements measure(const Description& description, const std::vector<double>& extra_hz,
                     Simulator& simulator, const std::function<void(std::size_t, std::size_t)>& progress,
                     const std::optional<UnitId>& unit) {
    Plan plan(description, extra_hz, unit);
    const Batch& batch = plan.batch;
    plan.batch.run(simulator, progress);

    Measurements result;
    for (std::size_t i = 0; i < plan.links.size(); ++i) {
        const Link& link = description.links[i];
        const auto read = [&](std::size_t index) {
            return batch.response(index, "link " + link.name, link.span, result.failures);
        };
        const auto whole = read(plan.links[i].whole);
        if (!whole) continue;
        const auto legs = read(plan.links[i].legs);
        if (legs)
            result.links.push_back(
                {&link, source_legs(legs->spots), gains(whole->curve), gains(whole->spots)});
    }
    for (const OutputBenches& benches : plan.outputs) {
        const auto read = [&](std::size_t index) {
            return batch.response(index, "output " + benches.stage->name, benches.stage->span,
                                  result.failures);
        };
        // the first bench that fails speaks for its stage
        const auto open = read(benches.open);
        const auto bridge = open ? read(benches.bridge) : std::nullopt;
        const auto driven = bridge ? read(benches.driven) : std::nullopt;
        if (!driven) continue;
        OutputResponse row{benches.stage, {}};
        for (std::size_t k = 0; k < plan.at_spots.spots.size(); ++k)
            row.spots.push_back(output_point(open->spots, bridge->spots, driven->spots, k));
        result.outputs.push_back(std::move(row));
    }
    for (const InputBenches& benches : plan.inputs) {
        const auto read = [&](std::size_t index) {
            return batch.response(index, "input " + benches.stage->name, benches.stage->span,
                                  result.failures);
        };
        const auto tied = read(benches.tied);
        const auto hot = tied ? read(benches.hot_10) : std::nullopt;
        const auto cold = hot ? read(benches.cold_10) : std::nullopt;
        const auto meter = cold ? read(benches.meter) : std::nullopt;
        if (!meter) continue;
        InputResponse row{benches.stage, {}};
        for (std::size_t k = 0; k < plan.at_spots.spots.size(); ++k)
            row.spots.push_back(input_point(tied->spots, hot->spots, cold->spots, meter->spots, k));
        result.inputs.push_back(std::move(row));
    }
    return result;
}

}  // namespace pin3
