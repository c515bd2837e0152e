// How `run` and `merge` hand over their report.
#pragma once

#include "cli/session.hpp"
#include "report/report.hpp"

#include <string>

namespace pin3 {

// As --format, --output and --brief say.
std::string formatted(const Report& report, const Session& session, const Options& options);

// Whether all could be simulated and holds.
Ending ending_of(const Report& report);

}  // namespace pin3
