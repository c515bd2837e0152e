// pin3 run FILE: everything about the file's links.
#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "report/report.hpp"

#include <memory>

namespace pin3 {
namespace {

struct RunOptions {
    std::string file;
    std::string format = "text";
    std::string output;
    unsigned workers = 0;
    bool brief = false;
};

std::string formatted(const Report& report, const RunOptions& options, const CommonOptions& common) {
    if (options.format == "json") return report_json(report);
    if (options.format == "csv") return report_csv(report);
    if (options.format == "markdown") return report_markdown(report);
    return report_text(report, {options.output.empty() && wants_color(common, stdout), 80, !options.brief});
}

ExitStatus run(const RunOptions& options, const CommonOptions& common) {
    Simulator simulator({.workers = options.workers});
    const std::optional<Description> description = load(options.file, common);
    if (!description) return ExitStatus::wrong_usage;
    Diagnostics problems;
    const std::vector<Expectation> expectations = check_expectations(*description, problems);
    if (has_errors(problems)) {
        show(problems, common);
        return ExitStatus::wrong_usage;
    }
    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;

    Measurements measurements;
    {
        Progress progress("simulating");
        measurements = measure(*description, expected_frequencies(expectations), simulator,
                               [&](std::size_t done, std::size_t all) { progress.report(done, all); });
    }
    const Report report = make_report(*description, {std::string(pin3_version()), version.version}, std::move(measurements), expectations);
    const ExitStatus delivered = deliver(formatted(report, options, common), options.output);
    if (delivered != ExitStatus::fine) return delivered;
    for (const MeasureFailure& failure : report.failures) {
        show({failure.diagnostic}, common);
        if (!failure.simulation.log.empty()) complain("ngspice's last lines:\n" + failure.simulation.log);
    }
    if (!report.failures.empty()) return ExitStatus::simulation_failed;
    for (const Verdict& verdict : report.verdicts)
        if (!verdict.holds) return ExitStatus::expectation_fails;
    return ExitStatus::fine;
}

}  // namespace

void add_run_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<RunOptions>();
    CLI::App* command = app.add_subcommand("run", "everything about the links of a description");
    command->add_option("FILE", options->file, "a description, or - for standard input")->required();
    command->add_option("--format", options->format, "text, json, csv or markdown")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json", "csv", "markdown"}));
    command->add_option("-o,--output", options->output, "write to a file")->type_name("FILE");
    command->add_option("-j,--jobs", options->workers, "simulator processes; as many as there are cores by default")->type_name("N");
    command->add_flag("--brief", options->brief, "the answer only: no detail, no plot");
    command->footer("Example: pin3 run netlists/synth_to_mixer.pin3 --format json -o result.json\n"
                    "Exit status: 0 fine, 1 an expectation does not hold, 2 usage or description wrong,\n"
                    "3 simulation failed, 4 no ngspice.");
    command->callback([=, &common, &action] { action = [=, &common] { return run(*options, common); }; });
}

}  // namespace pin3
