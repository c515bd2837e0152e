#include "response/failure.hpp"

#include "core/codes.hpp"

#include <fmt/format.h>

namespace pin3 {

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

}  // namespace pin3
