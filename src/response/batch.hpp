// Jobs of many subjects, simulated together.
#pragma once

#include "response/failure.hpp"
#include "response/response.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace pin3 {

// Told how many jobs of all are done.
using WatchJobs = std::function<void(std::size_t done, std::size_t all)>;

// The jobs of an entry stand or fall together: where one fails, the first failure speaks for the entry.
class Batch {
public:
    // What an entry is of, as its failure says.
    struct Subject {
        std::string name;  // "link driver"
        Span place;        // in the description
    };

    // Each returns the index under which the entry's outcomes are found.
    //
    // Jobs of any kind. A failure is named after the job.
    std::size_t add(Subject subject, std::vector<Job> jobs);

    // A rig, driven by each of its sources in turn. A failure is named `name`, "input desk, legs tied", and
    // so are the jobs. A circuit with nodes that have no DC path is not simulated: that is its failure.
    // `group`: of the jobs.
    std::size_t add(Subject subject, Rig rig, FrequencyPlan plan, const std::string& name,
                    const std::string& group);

    // Runs all jobs over all workers.
    void run(Simulator& simulator, const WatchJobs& watch = {});

    const std::vector<Job>& jobs() const { return jobs_; }

    // After the run: what went wrong with an entry, nothing where all is well.
    std::optional<MeasureFailure> failure(std::size_t entry) const;

    // Those of an entry without a failure, in the order of its jobs.
    std::span<const Outcome> outcomes(std::size_t entry) const;

    // What the rig of an entry answers, or what went wrong.
    std::variant<RigResponse, MeasureFailure> response(std::size_t entry) const;

private:
    struct Entry {
        Subject subject;
        std::size_t first_job = 0, jobs = 0;
        std::string name = {};  // of a rig
        std::optional<Rig> rig = {};
        FrequencyPlan plan = {};
        std::optional<MeasureFailure> refused = {};  // before any simulation
    };

    std::vector<Entry> entries_;
    std::vector<Job> jobs_;
    std::vector<Outcome> outcomes_;
};

}  // namespace pin3
