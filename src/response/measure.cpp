#include "response/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace pin3 {
namespace {

std::vector<double> sorted_unique(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

// Entries of a link or a stage in the batch.
struct LinkRigs {
    std::size_t whole, legs;
};
struct StageRigs {
    StagePtr stage;
    std::vector<std::size_t> rigs;
};

// A stage at each frequency of its rigs' responses.
template <typename Point>
std::vector<Point> points(const std::vector<Response>& responses,
                          Point (*point)(const std::vector<RigAnswer>&)) {
    std::vector<Point> row;
    for (std::size_t k = 0; k < responses.front().frequency_hz.size(); ++k) {
        std::vector<RigAnswer> answers;
        for (const Response& response : responses)
            answers.emplace_back([&response, k](std::size_t drive, std::size_t probe) {
                return response.value(drive, probe, k);
            });
        row.push_back(point(answers));
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
            response.value(2, 0, 0),           response.value(1, 1, 0),           response.value(2, 1, 0),
            response.value(0, 3, 0) / chassis, response.value(0, 4, 0) / chassis};
}

// What is measured of a description, and where its answers stand in the batch.
class Plan {
public:
    Plan(const Description& description, const std::vector<double>& extra_hz,
         const std::optional<UnitId>& unit)
        : unit_(unit), links_of_(description.links), at_spots_{0, 0, 0, stage_spots(description, extra_hz)} {
        const FrequencyPlan at_reference{0, 0, 0, {reference_hz}};
        for (const LinkPtr& link : links_of_) {
            const Batch::Subject subject{subject_of(*link), link->span};
            links_.push_back({add(subject, link_rig(*link), link_plan(description, *link, extra_hz), ""),
                              add(subject, link_legs_rig(with_prescribed_chassis(*link)), at_reference,
                                  " without its input")});
        }
        for (const StagePtr& stage : description.used(Role::output)) outputs_.push_back(add(stage));
        for (const StagePtr& stage : description.used(Role::input)) inputs_.push_back(add(stage));
    }

    Batch batch;

    // After the batch has run.
    Measurements measurements() const {
        Measurements result;
        for (std::size_t i = 0; i < links_.size(); ++i) {
            const auto whole = answer(links_[i].whole, result.failures);
            if (!whole) continue;
            if (const auto legs = answer(links_[i].legs, result.failures))
                result.links.push_back(
                    {links_of_[i], source_legs(legs->spots), gains(whole->curve), gains(whole->spots)});
        }
        for (const StageRigs& row : outputs_)
            if (const auto spots = answers(row, result.failures))
                result.outputs.push_back(
                    {row.stage, at_spots_and_low_end().spots, points(*spots, output_point)});
        for (const StageRigs& row : inputs_)
            if (const auto spots = answers(row, result.failures))
                result.inputs.push_back({row.stage, at_spots_.spots, points(*spots, input_point)});
        return result;
    }

private:
    // Of outputs: see classify().
    FrequencyPlan at_spots_and_low_end() const {
        FrequencyPlan plan = at_spots_;
        plan.spots.push_back(low_end_hz);
        plan.spots = sorted_unique(std::move(plan.spots));
        return plan;
    }

    std::size_t add(const Batch::Subject& subject, Rig rig, FrequencyPlan plan, std::string_view what) {
        if (unit_) rig.circuit = built(rig.circuit, *unit_);
        const std::string name = fmt::format("{}{}", subject.name, what);
        const std::string group = name.substr(0, name.find(','));  // all of a stage
        return batch.add(subject, std::move(rig), std::move(plan), name, group);
    }

    StageRigs add(const StagePtr& stage) {
        StageRigs added{stage, {}};
        for (StageRig& one : stage_rigs(*stage))
            added.rigs.push_back(add({subject_of(*stage), stage->span}, std::move(one.rig),
                                     stage->role == Role::output ? at_spots_and_low_end() : at_spots_,
                                     ", " + one.name));
        return added;
    }

    std::optional<RigResponse> answer(std::size_t entry, std::vector<MeasureFailure>& failures) const {
        auto response = batch.response(entry);
        if (auto* failure = std::get_if<MeasureFailure>(&response)) {
            failures.push_back(std::move(*failure));
            return std::nullopt;
        }
        return std::get<RigResponse>(std::move(response));
    }

    // The responses of a stage's rigs at the spots; the first rig that fails speaks for its stage.
    std::optional<std::vector<Response>> answers(const StageRigs& row,
                                                 std::vector<MeasureFailure>& failures) const {
        std::vector<Response> responses;
        for (const std::size_t rig : row.rigs) {
            auto one = answer(rig, failures);
            if (!one) return std::nullopt;
            responses.push_back(std::move(one->spots));
        }
        return responses;
    }

    std::optional<UnitId> unit_;
    std::vector<LinkPtr> links_of_;
    FrequencyPlan at_spots_;
    std::vector<LinkRigs> links_;
    std::vector<StageRigs> outputs_, inputs_;
};

template <typename Rows, typename Wanted>
auto find_row(const Rows& rows, const Wanted& wanted) {
    const auto found = std::find_if(rows.begin(), rows.end(), wanted);
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

Gains GainRow::at(double hertz) const {
    const std::size_t k = frequency_hz.index_of(hertz);
    return {signal_gain.at(k), ground_gain.at(k), chassis_gain.at(k)};
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
                     Simulator& simulator, const WatchJobs& watch, const std::optional<UnitId>& unit) {
    Plan plan(description, extra_hz, unit);
    plan.batch.run(simulator, watch);
    return plan.measurements();
}

}  // namespace pin3
