// How `run` and `merge` hand over their report.
#pragma once

#include "cli/command.hpp"
#include "report/report.hpp"

#include <string>

namespace pin3 {

struct ReportOptions {
    std::string format = "text";
    std::string output;
    bool brief = false;
    Listening listening;
};

// --format, --output, --brief and --listening-level.
void add_report_options(CLI::App& command, ReportOptions& options);

// Writes the report in the format that is asked for.
ExitStatus deliver_report(const Report& report, const ReportOptions& options, const CommonOptions& common);

// What could not be simulated, on stderr, and the exit status that the report comes to.
ExitStatus conclusion(const Report& report, const CommonOptions& common);

}  // namespace pin3
