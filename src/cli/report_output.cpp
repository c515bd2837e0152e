#include "cli/report_output.hpp"

#include "report/format.hpp"

#include <sstream>

namespace pin3 {
namespace {

// Without the table of voltages at time 0 that ngspice prints where a simulation in time breaks off.
std::string without_voltages(const std::string& log) {
    std::istringstream lines(log);
    std::string kept, line, node;
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        double volts = 0;
        if (words >> node >> volts && words.eof()) continue;
        kept += line + "\n";
    }
    return kept;
}

}  // namespace

void add_report_options(CLI::App& command, ReportOptions& options) {
    add_format_option(command, options.format);
    add_output_option(command, options.output);
    command.add_flag("--brief", options.brief, "the answer only: no detail, no plot");
    add_listening_option(command, options.listening.nominal_spl_db);
}

ExitStatus deliver_report(const Report& report, const ReportOptions& options, const CommonOptions& common) {
    const TextStyle style{options.output.empty() && wants_color(common, stdout), 80, !options.brief};
    return deliver(render(document_of(report), *find_format(options.format), style), options.output);
}

ExitStatus conclusion(const Report& report, const CommonOptions& common) {
    for (const MeasureFailure& failure : report.failures) {
        show({failure.diagnostic}, common);
        if (!failure.simulation.log.empty())
            complain("ngspice's last lines:\n" + without_voltages(failure.simulation.log));
    }
    if (!report.failures.empty()) return ExitStatus::simulation_failed;
    for (const Verdict& verdict : report.verdicts)
        if (!verdict.holds) return ExitStatus::expectation_fails;
    return ExitStatus::fine;
}

}  // namespace pin3
