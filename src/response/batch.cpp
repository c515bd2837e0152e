#include "response/batch.hpp"

#include "circuit/dc_path.hpp"
#include "core/codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace pin3 {
namespace {

MeasureFailure no_dc_path(const Batch::Subject& subject, const std::string& name, const std::string& node) {
    return {subject.name,
            {Code::no_dc_path,
             subject.place,
             fmt::format("{}: node {} has no path for direct current to ground", name, node),
             {},
             "give it one, for example a bleeder resistor behind a coupling capacitor"},
            {FailureKind::rejected, "the circuit was not simulated", {}, {}}};
}

}  // namespace

std::size_t Batch::add(Subject subject, std::vector<Job> jobs) {
    entries_.push_back({std::move(subject), jobs_.size(), jobs.size()});
    std::move(jobs.begin(), jobs.end(), std::back_inserter(jobs_));
    return entries_.size() - 1;
}

std::size_t Batch::add(Subject subject, Rig rig, FrequencyPlan plan, const std::string& name,
                       const std::string& group) {
    std::vector<Job> jobs;
    const std::vector<std::string> floating = nodes_without_dc_path(rig.circuit);
    if (floating.empty()) jobs = response_jobs(rig, plan, name);
    for (Job& job : jobs) job.group = group;
    const std::size_t index = add(std::move(subject), std::move(jobs));
    Entry& entry = entries_[index];
    if (!floating.empty()) entry.refused = no_dc_path(entry.subject, name, floating.front());
    entry.name = name;
    entry.rig = std::move(rig);
    entry.plan = std::move(plan);
    return index;
}

void Batch::run(Simulator& simulator, const WatchJobs& watch) {
    outcomes_ = simulator.run(jobs_, [&](std::size_t done) {
        if (watch) watch(done, jobs_.size());
    });
}

std::span<const Outcome> Batch::outcomes(std::size_t index) const {
    const Entry& entry = entries_[index];
    return std::span(outcomes_).subspan(entry.first_job, entry.jobs);
}

std::optional<MeasureFailure> Batch::failure(std::size_t index) const {
    const Entry& entry = entries_[index];
    if (entry.refused) return entry.refused;
    const std::span<const Outcome> mine = outcomes(index);
    const auto failed = std::find_if(mine.begin(), mine.end(),
                                     [](const Outcome& outcome) { return outcome.failure.has_value(); });
    if (failed == mine.end()) return std::nullopt;
    const Job& job = jobs_[entry.first_job + static_cast<std::size_t>(failed - mine.begin())];
    return simulation_failure(entry.subject.name, entry.rig ? entry.name : job.name, entry.subject.place,
                              *failed->failure);
}

std::variant<RigResponse, MeasureFailure> Batch::response(std::size_t index) const {
    if (auto failed = failure(index)) return *std::move(failed);
    const Entry& entry = entries_[index];
    return collect_response(*entry.rig, entry.plan, outcomes(index));
}

}  // namespace pin3
