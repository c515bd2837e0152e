#include "cli/report_output.hpp"

#include <algorithm>
#include <cstdio>

namespace pin3 {

std::string formatted(const Report& report, const Session& session, const Options& options) {
    const std::string& format = options.text("--format");
    if (format == "json") return report_json(report);
    if (format == "csv") return report_csv(report);
    if (format == "markdown") return report_markdown(report);
    const bool color = options.text("--output").empty() && session.wants_color(stdout);
    return report_text(report, {color, 80, !options.flag("--brief")});
}

Ending ending_of(const Report& report) {
    return {.failures = report.failures,
            .complete = report.complete,
            .holds = std::ranges::all_of(report.verdicts, &Verdict::holds)};
}

}  // namespace pin3
