#include "response/measure.hpp"

#include "circuit/dc_path.hpp"
#include "core/codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace pin3 {
namespace {

std::vector<double> sorted_unique(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

// Indices of the rigs of a link or a stage in the batch.
struct LinkRigs {
    std::size_t whole, legs;
};
struct StageRigs {
    StagePtr stage;
    std::vector<std::size_t> rigs;
};

// All rigs of a measurement with their jobs, run together.
class Batch {
public:
    explicit Batch(const std::optional<UnitId>& unit) : unit_(unit) {}

    // Returns the index under which response() has the rig's answers.
    std::size_t add(Rig rig, FrequencyPlan plan, const std::string& name) {
        if (unit_) rig.circuit = built(rig.circuit, *unit_);
        Entry entry{std::move(rig), std::move(plan), name, jobs_.size(), {}};
        entry.floating = nodes_without_dc_path(entry.rig.circuit);
        if (entry.floating.empty())
            for (Job& job : response_jobs(entry.rig, entry.plan, name)) {
                job.group = name.substr(0, name.find(','));  // "input desk"
                jobs_.push_back(std::move(job));
            }
        entries_.push_back(std::move(entry));
        return entries_.size() - 1;
    }

    void run(Simulator& simulator, const std::function<void(std::size_t, std::size_t)>& progress) {
        outcomes_ = simulator.run(jobs_, [&](std::size_t done) {
            if (progress) progress(done, jobs_.size());
        });
    }

    const std::vector<Job>& jobs() const { return jobs_; }

    // The rig's response, or what went wrong.
    std::optional<RigResponse> response(std::size_t index, const std::string& subject, const Span& place,
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
        const std::span<const Outcome> mine(outcomes_.data() + entry.first_job, entry.rig.sources.size());
        for (const Outcome& outcome : mine) {
            if (!outcome.failure) continue;
            failures.push_back(simulation_failure(subject, entry.name, place, *outcome.failure));
            return std::nullopt;
        }
        return collect_response(entry.rig, entry.plan, mine);
    }

    // The responses of a stage's rigs at the spots; the first rig that fails speaks for its stage.
    std::optional<std::vector<Response>> stage(const StageRigs& row,
                                               std::vector<MeasureFailure>& failures) const {
        std::vector<Response> responses;
        for (const std::size_t rig : row.rigs) {
            auto answer = response(rig, subject_of(*row.stage), row.stage->span, failures);
            if (!answer) return std::nullopt;
            responses.push_back(std::move(answer->spots));
        }
        return responses;
    }

private:
    struct Entry {
        Rig rig;
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

StageRigs add_stage(Batch& batch, const StagePtr& stage, const FrequencyPlan& plan) {
    StageRigs added{stage, {}};
    for (StageRig& one : stage_rigs(*stage))
        added.rigs.push_back(
            batch.add(std::move(one.rig), plan, fmt::format("{}, {}", subject_of(*stage), one.name)));
    return added;
}

// A stage at each frequency of its rigs' responses.
template <typename Point>
std::vector<Point> points(const std::vector<Response>& responses,
                          Point (*point)(double, const std::vector<RigAnswer>&)) {
    std::vector<Point> row;
    for (std::size_t k = 0; k < responses.front().frequency_hz.size(); ++k) {
        std::vector<RigAnswer> answers;
        for (const Response& response : responses)
            answers.emplace_back([&response, k](std::size_t drive, std::size_t probe) {
                return response.value(drive, probe, k);
            });
        row.push_back(point(responses.front().frequency_hz[k], answers));
    }
    return row;
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

// What is measured of a description.
struct Plan {
    Plan(const Description& description, const std::vector<double>& extra_hz,
         const std::optional<UnitId>& unit)
        : at_spots{0, 0, 0, stage_spots(description, extra_hz)}, batch(unit) {
        const FrequencyPlan at_reference{0, 0, 0, {reference_hz}};
        for (const LinkPtr& link : description.links) {
            const std::string name = subject_of(*link);
            links.push_back({batch.add(link_rig(*link), link_plan(description, *link, extra_hz), name),
                             batch.add(link_legs_rig(with_prescribed_chassis(*link)), at_reference,
                                       name + " without its input")});
        }
        for (const StagePtr& stage : description.used(Role::output))
            outputs.push_back(add_stage(batch, stage, at_spots));
        for (const StagePtr& stage : description.used(Role::input))
            inputs.push_back(add_stage(batch, stage, at_spots));
    }

    FrequencyPlan at_spots;
    Batch batch;
    std::vector<LinkRigs> links;
    std::vector<StageRigs> outputs;
    std::vector<StageRigs> inputs;
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

std::string subject_of(const Link& link) {
    return "link " + link.name;
}

std::string subject_of(const Stage& stage) {
    return fmt::format("{} {}", role_name(stage.role), stage.name);
}

MeasureFailure simulation_failure(std::string subject, const std::string& job, const Span& place,
                                  const SimulationFailure& failure) {
    Code code = Code::simulation_failed;
    if (failure.kind == FailureKind::died) code = Code::worker_died;
    if (failure.kind == FailureKind::timed_out) code = Code::worker_timeout;
    if (failure.kind == FailureKind::unavailable) code = Code::no_ngspice;
    const std::string help =
        failure.deck_path.empty() ? std::string{} : fmt::format("the deck was kept: {}", failure.deck_path);
    return {std::move(subject),
            {code,
             place,
             failure.message.starts_with(job) ? failure.message : fmt::format("{}: {}", job, failure.message),
             {},
             help},
            failure};
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
    for (const LinkPtr& link : description.links) {
        const std::vector<double> of_link = spots(description.frequencies, *link);
        all.insert(all.end(), of_link.begin(), of_link.end());
    }
    return sorted_unique(std::move(all));
}

FrequencyPlan link_plan(const Description& description, const Link& link,
                        const std::vector<double>& extra_hz) {
    const FrequencyPlan& frequencies = description.frequencies;
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
        const LinkPtr& link = description.links[i];
        const auto read = [&](std::size_t index) {
            return batch.response(index, subject_of(*link), link->span, result.failures);
        };
        const auto whole = read(plan.links[i].whole);
        if (!whole) continue;
        const auto legs = read(plan.links[i].legs);
        if (legs)
            result.links.push_back(
                {link, source_legs(legs->spots), gains(whole->curve), gains(whole->spots)});
    }
    for (const StageRigs& row : plan.outputs)
        if (const auto spots = batch.stage(row, result.failures))
            result.outputs.push_back({row.stage, points(*spots, output_point)});
    for (const StageRigs& row : plan.inputs)
        if (const auto spots = batch.stage(row, result.failures))
            result.inputs.push_back({row.stage, points(*spots, input_point)});
    return result;
}

}  // namespace pin3
