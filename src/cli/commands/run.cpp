// pin3 run FILE: everything about the file's links.
#include "cli/interrupt.hpp"
#include "cli/programme.hpp"
#include "cli/progress.hpp"
#include "cli/report_output.hpp"
#include "cli/session.hpp"
#include "cli/shared_options.hpp"
#include "judgement/counted_units.hpp"
#include "language/parse.hpp"
#include "language/print.hpp"
#include "production/shard_id.hpp"
#include "report/dump.hpp"
#include "report/files/shard.hpp"
#include "report/files/unit.hpp"
#include "report/files/waveform.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <utility>

namespace pin3 {
namespace {

// "3/8"
std::optional<ShardId> read_shard_id(const std::string& text) {
    ShardId id;
    const char* end = text.data() + text.size();
    const auto number = std::from_chars(text.data(), end, id.number);
    if (number.ec != std::errc() || number.ptr == end || *number.ptr != '/') return std::nullopt;
    const auto count = std::from_chars(number.ptr + 1, end, id.count);
    if (count.ec != std::errc() || count.ptr != end || !id.makes_sense()) return std::nullopt;
    return id;
}

bool is_waveform_file(const std::string& file) {
    return file.ends_with(".csv") || file.ends_with(".raw") || file.ends_with(".wav");
}

// `--waveforms` may be followed by a file of its own, or by the description.
const std::string& description_of(const Options& options) {
    const std::string &file = options.text("FILE"), &after = options.text("--waveforms");
    return file.empty() && !is_waveform_file(after) ? after : file;
}

std::string waveform_file_of(const Options& options) {
    const std::string& after = options.text("--waveforms");
    return is_waveform_file(after) ? after : std::string();
}

// What --programme asks for.
ScenePlan scene_plan(const Options& options) {
    const std::string& programme = options.text("--programme");
    ScenePlan plan;
    plan.seconds = options.number("--seconds");
    if (programme == "two_tone") plan.built_in = BuiltIn::two_tone;
    if (programme == "sine" || programme == "two_tone") return plan;
    const ReadAudio read = read_programme(programme, plan.seconds);
    plan.seconds = std::min(plan.seconds, read.audio.seconds());
    if (read.audio.channels.size() > 1)
        complain(fmt::format("`{}` is stereo: a link gets the mean of both channels", programme));
    plan.programme = mixed_down(read.audio);
    if (plan.programme->peak() > 0) return plan;
    refuse(fmt::format("the channels of `{}` cancel each other: give --programme one of them", programme));
}

// The programme's, or those of the test tones.
void deliver_waveforms(const Session& session, const Report& report, const std::vector<TimeSeries>& partial,
                       const std::string& file) {
    std::vector<TimeSeries> waveforms = partial;
    std::vector<const RoomFigures*> rooms(partial.size());
    for (const LinkReport& link : report.links) {
        if (link.scene)
            waveforms.push_back(*link.scene);
        else if (link.waveform)
            waveforms.push_back(*link.waveform);
        else
            continue;
        rooms.push_back(link.room ? &*link.room : nullptr);
    }
    session.deliver(file.ends_with(".raw")   ? waveform_raw(waveforms)
                    : file.ends_with(".wav") ? waveform_wav(waveforms, rooms)
                                             : waveform_csv(waveforms),
                    file, "--waveforms");
}

ProductionPlan production_plan(const Options& options) {
    ProductionPlan plan;
    plan.units = options.whole("--units");
    plan.seed = options.whole("--seed");
    plan.threads = options.threads("--jobs");
    plan.stop_on_failure = options.text("--on-failure") == "stop";
    const std::string& method = options.text("--method");
    if (method != "auto") plan.method = method == "full" ? ProductionMethod::full : ProductionMethod::reduced;
    if (const auto shard = read_shard_id(options.text("--shard"))) {
        plan.first = shard->first(plan.units);
        plan.last = shard->last(plan.units);
        plan.causes = false;
    }
    return plan;
}

struct Units {
    CountedUnits counted;
    ExitStatus written = ExitStatus::fine;  // the file of units
};

// All units of production, under the eyes of the user.
Units watched_units(const Loaded& loaded, const std::vector<double>& extra_hz, const Options& options,
                    const std::vector<MeasureFailure>& failed, Simulator& simulator) {
    const ProductionPlan plan = production_plan(options);
    const Interrupt interrupt;
    std::optional<UnitFile> file;
    const std::string& csv = options.text("--csv");
    if (!csv.empty()) file.emplace(csv, plan.seed, plan.first);
    Progress progress("units");
    WatchCount watch;
    if (file)
        watch.block = [&](const LinkProduction& link, const UnitBlock& block) { file->add(link, block); };
    watch.go_on = [&](std::uint64_t done, std::uint64_t all) {
        progress.report(done, all);
        return Interrupt::caught() == 0;
    };
    Units units{
        count_units(loaded.description, loaded.expectations, extra_hz, failed, plan, simulator, watch)};
    if (file)
        if (const auto problem = file->finish()) {
            complain(fmt::format("{}; name another file with --csv", *problem));
            units.written = ExitStatus::wrong_usage;
        }
    return units;
}

// Says which unit ended the run, with --on-failure stop.
void name_failed_unit(const Production& production, const Options& options) {
    const LinkProduction& link = production.links.back();
    if (!link.first_failed) return;
    complain(fmt::format(
        "unit {} of {} {}; see `pin3 netlist {} --link {} --unit {} --seed {}`", link.first_failed->unit,
        link.link->name, link.first_failed->state == UnitState::latched_up ? "latches up" : "has no answer",
        description_of(options), link.link->name, link.first_failed->unit, options.whole("--seed")));
}

ExitStatus write_shard(const Session& session, const Loaded& loaded, const Options& options, Units units) {
    Production& production = units.counted.production;
    if (!production.complete) complain("ended before the shard was done: nothing was written; run it again");
    const Ending ending{.failures = production.failures, .complete = production.complete};
    if (!production.complete || !production.failures.empty()) return session.end(ending);
    Shard shard;
    shard.file = loaded.description.main().path;
    shard.fingerprint = fingerprint(loaded.description);
    shard.id = *read_shard_id(options.text("--shard"));
    const ProductionPlan plan = production_plan(options);
    shard.units = plan.units;
    shard.seed = plan.seed;
    shard.method = plan.method;
    for (LinkProduction& link : production.links) {
        UnitCounts& counts = link;
        shard.links.push_back({link.link->name, std::move(counts)});
    }
    shard.counts = units.counted.yields.counts();
    session.deliver(shard_json(shard), options.text("--output"));
    return session.end(ending);
}

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
        if (!units.counted.production.complete && Interrupt::caught() == 0)
            name_failed_unit(units.counted.production, options);
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
    session.deliver(formatted(report, session, options), output);
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
         format_option, output_option, brief_option, listening_option, jobs_option,
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
              {ExitStatus::no_ngspice, {}}},
    .simulates = true,
    .check = check,
    .run = run};

}  // namespace pin3
