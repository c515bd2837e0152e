// pin3 run FILE: everything about the file's links.
#include "cli/programme.hpp"
#include "cli/progress.hpp"
#include "cli/session.hpp"
#include "cli/shard_option.hpp"
#include "cli/shared_options.hpp"
#include "cli/unit_count.hpp"
#include "cli/waveform_file.hpp"
#include "language/parse.hpp"
#include "language/print.hpp"
#include "report/dump.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace pin3 {
namespace {

// What --dump names, of all that needs no simulation; nothing where it is something else.
std::optional<std::string> dump_before(const Loaded& loaded, const std::vector<double>& extra_hz,
                                       const Options& options) {
    const Description& description = loaded.description;
    const std::string& what = options.text("--dump");
    if (what == "syntax") return dump(parse(description.sources.front()).file);
    if (what == "stages") return dump_stages(description);
    if (what == "circuits") return dump_circuits(description);
    if (what == "decks") return dump_decks(measurement_jobs(description, extra_hz, chosen_unit(options)));
    return std::nullopt;
}

// All that is simulated with the nominal values, or with those of one unit.
Findings simulate(Session& session, const Description& description, const std::vector<double>& extra_hz,
                  const std::optional<ScenePlan>& scene, const Options& options) {
    const std::optional<UnitId> unit = chosen_unit(options);
    Simulator& simulator = session.simulator();
    Progress progress("simulating");
    Findings found{.measurements = measure(description, extra_hz, simulator, progress.meter(), unit)};
    found.rooms = measure_rooms(found.measurements, simulator, unit);
    if (scene) found.scenes = simulate_scenes(found.measurements, *scene, simulator, progress.meter());
    if (options.given("--waveforms")) {
        found.waveforms = measure_waveforms(found.measurements, {}, simulator, progress.meter());
        found.clips = clip_points(found.measurements, simulator, progress.meter());
    }
    found.listening.nominal_spl_db = options.number("--listening-level");
    return found;
}

ExitStatus run(Session& session, const Options& options) {
    const Loaded loaded = session.load(description_of(options));
    const Description& description = loaded.description;
    if (description.links.empty() && description.used(Role::output).empty() &&
        description.used(Role::input).empty()) {
        complain(fmt::format("{} defines no link, no output and no input: there is nothing to run",
                             description.main().path));
        refuse("start from netlists/synth_to_mixer.pin3");
    }
    const std::string &what = options.text("--dump"), &output = options.text("--output");
    std::vector<double> extra_hz = expected_frequencies(loaded.expectations);
    if (const auto dumped = dump_before(loaded, extra_hz, options)) {
        session.deliver(*dumped, output);
        return ExitStatus::fine;
    }
    Simulator& simulator = session.simulator();
    if (options.given("--shard"))
        return write_shard(session, loaded, options, watched_units(loaded, extra_hz, options, {}, simulator));
    std::optional<ScenePlan> scene;
    if (!options.text("--programme").empty()) scene = scene_plan(options);
    if (options.given("--waveforms")) {
        const std::vector<double> tones = waveform_frequencies({});
        extra_hz.insert(extra_hz.end(), tones.begin(), tones.end());
    }

    Findings findings = simulate(session, description, extra_hz, scene, options);
    const std::vector<TimeSeries> partial = std::exchange(findings.waveforms.partial, {});
    const std::optional<UnitId> unit = chosen_unit(options);
    ExitStatus written = ExitStatus::fine;  // the file of units
    if (!unit && options.whole("--units") > 0 && what.empty()) {
        Units units = watched_units(loaded, extra_hz, options, findings.measurements.failures, simulator);
        if (!units.counted.production.complete)
            name_failed_unit(units.counted.production, description_of(options), options);
        findings.yields = units.counted.yields.yields();
        findings.production = std::move(units.counted.production);
        written = units.written;
    }
    Report report = make_report(description, session.tool(), loaded.expectations, std::move(findings));
    report.unit = unit;
    if (!what.empty()) {
        session.deliver(what == "responses" ? dump_responses(report) : dump_metrics(report), output);
        return ExitStatus::fine;
    }
    session.deliver(document_of(report), !options.flag("--brief"));
    if (written != ExitStatus::fine) return written;
    const std::string waveforms = waveform_file_of(options);
    if (report.complete && !waveforms.empty()) deliver_waveforms(session, report, partial, waveforms);
    return session.end(ending_of(report));
}

// What is wrong with a shard that is asked for.
std::string check_shard(const Options& options) {
    if (options.given("--unit") || options.given("--waveforms") || options.whole("--units") == 0 ||
        !options.text("--dump").empty() || options.given("--format"))
        return "--shard: a shard goes with none of --unit, --units 0, --waveforms, --dump and --format";
    if (description_of(options) == "-")
        return "--shard: merge reads the description again: put it into a file of its own";
    if (options.text("--output").empty())
        return "--shard: name the shard's file with -o, for example -o part-3.json";
    return {};
}

std::string check(const Options& options) {
    const std::string& after = options.text("--waveforms");
    if (!after.empty() && !is_waveform_file(after) && !options.text("FILE").empty())
        return fmt::format("--waveforms: `{}` ends neither in .csv, .raw nor .wav", after);
    if (!options.text("--programme").empty() && !options.given("--waveforms"))
        return "--programme: a programme is for --waveforms";
    if (options.text("--programme").empty() && options.given("--seconds"))
        return "--seconds: they are of a programme: --programme sine";
    if (options.given("--unit") &&
        (options.given("--units") || options.given("--waveforms") || !options.text("--csv").empty()))
        return "--unit: one unit goes with neither --units, --csv nor --waveforms";
    if (options.given("--shard"))
        if (std::string wrong = check_shard(options); !wrong.empty()) return wrong;
    return description_of(options).empty() ? "FILE is required" : "";
}

}  // namespace

extern const Command command_run{
    .name = "run",
    .summary = "everything about the links of a description",
    .options =
        {Option{.name = "FILE",
                .help = description_file.help,  // not required: it may stand behind --waveforms
                .path = PathOf::description},
         format_option(), output_option, brief_option, listening_option, jobs_option,
         Option{.name = "--dump",
                .value = "WHAT",
                .help = "a value on the way instead: syntax, stages, circuits, decks, responses or metrics",
                .words = {"syntax", "stages", "circuits", "decks", "responses", "metrics"}},
         Option{.name = "--units",
                .value = "N",
                .help = "units of production where parts have tolerances; 10000 by default, 0 for none",
                .standard = std::uint64_t{10000},
                .range = OptionRange{0, 1'000'000'000}},
         seed_option,
         Option{.name = "--unit",
                .value = "N",
                .help = "that unit of production instead of the nominal values",
                .standard = std::uint64_t{0}},
         Option{.name = "--csv",
                .value = "FILE",
                .help = "write every unit's draws and results to a file",
                .path = PathOf::file},
         Option{.name = "--method",
                .value = "METHOD",
                .help =
                    "how units are answered: reduced, full (each one simulated), or auto, the default: full "
                    "where a check of the reduction disagrees",
                .standard = "auto",
                .words = {"auto", "reduced", "full"}},
         Option{.name = "--on-failure",
                .value = "WHAT",
                .help = "a unit that latches up or has no answer: count it (the default), or stop there",
                .standard = "count",
                .words = {"count", "stop"}},
         Option{.name = "--shard",
                .value = "K/N",
                .help = "only the K-th of N parts of the units, into the file of -o for `pin3 merge`",
                .check =
                    [](const std::string& text) {
                        return read_shard_id(text)
                                   ? std::string()
                                   : fmt::format("`{}`: write K/N, for example 3/8 for the third of eight",
                                                 text);
                    }},
         Option{.name = "--waveforms",
                .value = "[FILE]",
                .help = "simulate in the time domain too; write the waveforms to a .csv, .raw or .wav file",
                .count = OptionCount{0, 1},
                .path = PathOf::file},
         Option{.name = "--programme",
                .value = "WHAT",
                .help = "with --waveforms: sine, two_tone or a WAV file, with the room's noise",
                .path = PathOf::file},
         Option{.name = "--seconds",
                .value = "S",
                .help = "of that programme; 0.1 by default",
                .standard = 0.1,
                .range = OptionRange{0.001, 60}}},
    .examples = {"pin3 run netlists/synth_to_mixer.pin3 --format json -o result.json"},
    .exits = {{ExitStatus::fine, {}},
              {ExitStatus::expectation_fails, {}},
              {ExitStatus::wrong_usage, {}},
              {ExitStatus::simulation_failed, {}},
              {ExitStatus::no_ngspice, {}},
              {ExitStatus::interrupted, {}}},
    .simulates = true,
    .check = check,
    .run = run};

}  // namespace pin3
