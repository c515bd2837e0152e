// pin3 run FILE: everything about the file's links.
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "language/parse.hpp"
#include "language/print.hpp"
#include "metrics/yield_count.hpp"
#include "report/dump.hpp"
#include "report/report.hpp"
#include "report/unit_file.hpp"
#include "report/waveform_file.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace pin3 {
namespace {

struct RunOptions {
    std::string file;
    std::string format = "text";
    std::string output;
    unsigned workers = 0;
    std::string dump;
    bool brief = false;
    bool waveforms = false;
    std::string waveform_file;
    std::optional<std::uint64_t> units;  // none: the usual number
    std::uint64_t seed = 1;
    std::string csv;
    std::optional<std::uint64_t> unit;
};

constexpr std::uint64_t most_units = 1'000'000'000;

// `--waveforms` may be followed by a file of its own, or by the description.
void sort_out_files(RunOptions& options) {
    const bool is_waveform_file =
        options.waveform_file.ends_with(".csv") || options.waveform_file.ends_with(".raw");
    if (is_waveform_file || options.waveform_file.empty()) return;
    if (!options.file.empty())
        throw CLI::ValidationError(
            "--waveforms", fmt::format("`{}` ends neither in .csv nor in .raw", options.waveform_file));
    options.file = std::exchange(options.waveform_file, {});
}

ExitStatus deliver_waveforms(const Report& report, const std::string& file) {
    std::vector<Waveform> waveforms;
    for (const LinkReport& link : report.links)
        if (link.waveform) waveforms.push_back(*link.waveform);
    return deliver(file.ends_with(".raw") ? waveform_raw(waveforms) : waveform_csv(waveforms), file);
}

std::string formatted(const Report& report, const RunOptions& options, const CommonOptions& common) {
    if (options.dump == "responses") return dump_responses(report);
    if (options.dump == "metrics") return dump_metrics(report);
    if (options.format == "json") return report_json(report);
    if (options.format == "csv") return report_csv(report);
    if (options.format == "markdown") return report_markdown(report);
    return report_text(report, {options.output.empty() && wants_color(common, stdout), 80, !options.brief});
}

ExitStatus run(const RunOptions& options, const CommonOptions& common) {
    Simulator simulator({.workers = options.workers});
    simulator.prepare();  // ngspice starts while the description is read
    const std::optional<Loaded> loaded = load(options.file, common);
    if (!loaded) return ExitStatus::wrong_usage;
    const Description& description = loaded->description;
    if (description.links.empty() && description.used(Role::output).empty() &&
        description.used(Role::input).empty()) {
        complain(fmt::format("{} defines no link, no output and no input: there is nothing to run",
                             description.main().path));
        complain("start from netlists/synth_to_mixer.pin3");
        return ExitStatus::wrong_usage;
    }
    const std::vector<Expectation>& expectations = loaded->expectations;
    std::vector<double> extra_hz = expected_frequencies(expectations);
    const std::optional<UnitId> unit =
        options.unit ? std::optional(UnitId{*options.unit, options.seed}) : std::nullopt;
    if (options.dump == "syntax")
        return deliver(dump(parse(description.sources.front()).file), options.output);
    if (options.dump == "stages") return deliver(dump_stages(description), options.output);
    if (options.dump == "circuits") return deliver(dump_circuits(description), options.output);
    if (options.dump == "decks")
        return deliver(dump_decks(measurement_jobs(description, extra_hz, unit)), options.output);
    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;

    const WaveformPlan plan;
    if (options.waveforms) {
        const std::vector<double> tones = waveform_frequencies(plan);
        extra_hz.insert(extra_hz.end(), tones.begin(), tones.end());
    }
    Measurements measurements;
    Waveforms waveforms;
    {
        Progress progress("simulating");
        const auto show_progress = [&](std::size_t done, std::size_t all) { progress.report(done, all); };
        measurements = measure(description, extra_hz, simulator, show_progress, unit);
        if (options.waveforms) waveforms = measure_waveforms(measurements, plan, simulator, show_progress);
    }
    Production production;
    YieldCount yields(expectations, description);
    ExitStatus written = ExitStatus::fine;
    if (!unit && options.units.value_or(1) > 0) {
        ProductionPlan production_plan;
        production_plan.units = options.units.value_or(production_plan.units);
        production_plan.seed = options.seed;
        production_plan.threads = options.workers;
        const Interrupt interrupt;
        std::optional<UnitFile> file;
        if (!options.csv.empty()) file.emplace(options.csv, options.seed);
        Progress progress("units");
        std::uint64_t done = 0;
        const std::uint64_t all = production_plan.units * description.links.size();
        production = produce(production_requests(description, extra_hz), gain_floor, production_plan, simulator,
                             [&](const LinkProduction& link, const UnitBlock& block) {
                                 yields.take(link, block);
                                 if (file) file->add(link, block);
                                 progress.report(done += block.size(), all);
                                 return Interrupt::caught() == 0;
                             });
        if (file)
            if (const auto problem = file->finish()) {
                complain(fmt::format("{}; name another file with --csv", *problem));
                written = ExitStatus::wrong_usage;
            }
    }
    const bool complete = production.complete;
    Report report =
        make_report(description, {std::string(pin3_version()), version.version}, std::move(measurements),
                    std::move(waveforms), expectations, std::move(production), yields.yields());
    report.unit = unit;
    ExitStatus delivered = deliver(formatted(report, options, common), options.output);
    if (delivered == ExitStatus::fine) delivered = written;
    if (delivered == ExitStatus::fine && !complete) return Interrupt::status();
    if (delivered == ExitStatus::fine && !options.waveform_file.empty())
        delivered = deliver_waveforms(report, options.waveform_file);
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
    command->add_option("FILE", options->file, "a description, or - for standard input");
    command->add_option("--format", options->format, "text, json, csv or markdown")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json", "csv", "markdown"}));
    add_output_option(*command, options->output);
    command
        ->add_option("-j,--jobs", options->workers,
                     "simulator processes; as many as there are cores by default")
        ->type_name("N");
    command
        ->add_option("--dump", options->dump,
                     "a value on the way instead: syntax, stages, circuits, decks, responses or metrics")
        ->type_name("WHAT")
        ->check(CLI::IsMember({"syntax", "stages", "circuits", "decks", "responses", "metrics"}));
    command
        ->add_option("--units", options->units,
                     "units of production where parts have tolerances; 10000 by default, 0 for none")
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t{0}, most_units));
    command->add_option("--seed", options->seed, "of the draws; 1 by default")->type_name("S");
    command->add_option("--unit", options->unit, "that unit of production instead of the nominal values")
        ->type_name("N");
    command->add_option("--csv", options->csv, "write every unit's draws and results to a file")
        ->type_name("FILE");
    command->add_flag("--brief", options->brief, "the answer only: no detail, no plot");
    command
        ->add_option("--waveforms", options->waveform_file,
                     "simulate in the time domain too; write the waveforms to a .csv or .raw file")
        ->type_name("[FILE]")
        ->expected(0, 1);
    command->footer(
        "Example: pin3 run netlists/synth_to_mixer.pin3 --format json -o result.json\n"
        "Exit status: 0 fine, 1 an expectation does not hold, 2 usage or description wrong,\n"
        "3 simulation failed, 4 no ngspice.");
    command->callback([=, &common, &action] {
        options->waveforms = command->count("--waveforms") > 0;
        sort_out_files(*options);
        if (options->unit && (options->units || options->waveforms || !options->csv.empty()))
            throw CLI::ValidationError("--unit", "one unit goes with neither --units, --csv nor --waveforms");
        if (options->file.empty()) throw CLI::RequiredError("FILE");
        action = [=, &common] { return run(*options, common); };
    });
}

}  // namespace pin3
