// pin3 run FILE: everything about the file's links.
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/programme.hpp"
#include "cli/progress.hpp"
#include "cli/report_output.hpp"
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
#include <utility>

namespace pin3 {
namespace {

struct RunOptions {
    std::string file;
    ReportOptions report;
    unsigned workers = 0;
    std::string dump;
    bool waveforms = false;
    std::string waveform_file;
    std::string programme;  // "sine", "two_tone" or a file; empty: no programme
    double seconds = 0.1;
    std::optional<std::uint64_t> units;  // none: the usual number
    std::uint64_t seed = 1;
    std::string csv;
    std::optional<std::uint64_t> unit;
    std::string method = "auto";
    std::string on_failure = "count";
    std::optional<ShardId> shard;
};

constexpr std::uint64_t most_units = 1'000'000'000;

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

// `--waveforms` may be followed by a file of its own, or by the description.
void sort_out_files(RunOptions& options) {
    const bool is_waveform_file = options.waveform_file.ends_with(".csv") ||
                                  options.waveform_file.ends_with(".raw") ||
                                  options.waveform_file.ends_with(".wav");
    if (is_waveform_file || options.waveform_file.empty()) return;
    if (!options.file.empty())
        throw CLI::ValidationError(
            "--waveforms", fmt::format("`{}` ends neither in .csv, .raw nor .wav", options.waveform_file));
    options.file = std::exchange(options.waveform_file, {});
}

// What --programme asks for; nothing, after saying why, where its file cannot be used.
std::optional<ScenePlan> scene_plan(const RunOptions& options) {
    ScenePlan plan;
    plan.seconds = options.seconds;
    if (options.programme == "two_tone") plan.built_in = BuiltIn::two_tone;
    if (options.programme == "sine" || options.programme == "two_tone") return plan;
    auto read = read_programme(options.programme, options.seconds);
    if (!read) return std::nullopt;
    plan.seconds = std::min(options.seconds, read->audio.seconds());
    if (read->audio.channels.size() > 1)
        complain(fmt::format("`{}` is stereo: a link gets the mean of both channels", options.programme));
    plan.programme = mixed_down(read->audio);
    if (plan.programme->peak() > 0) return plan;
    complain(fmt::format("the channels of `{}` cancel each other: give --programme one of them",
                         options.programme));
    return std::nullopt;
}

// The programme's, or those of the test tones.
ExitStatus deliver_waveforms(const Report& report, const std::vector<TimeSeries>& partial,
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
    return deliver(file.ends_with(".raw")   ? waveform_raw(waveforms)
                   : file.ends_with(".wav") ? waveform_wav(waveforms, rooms)
                                            : waveform_csv(waveforms),
                   file, "--waveforms");
}

ProductionPlan production_plan(const RunOptions& options) {
    ProductionPlan plan;
    plan.units = options.units.value_or(plan.units);
    plan.seed = options.seed;
    plan.threads = options.workers;
    plan.stop_on_failure = options.on_failure == "stop";
    if (options.method != "auto")
        plan.method = options.method == "full" ? ProductionMethod::full : ProductionMethod::reduced;
    if (options.shard) {
        plan.first = options.shard->first(plan.units);
        plan.last = options.shard->last(plan.units);
        plan.causes = false;
    }
    return plan;
}

struct Units {
    CountedUnits counted;
    ExitStatus written = ExitStatus::fine;  // the file of units
};

// All units of production, under the eyes of the user.
Units watched_units(const Loaded& loaded, const std::vector<double>& extra_hz, const RunOptions& options,
                    const std::vector<MeasureFailure>& failed, Simulator& simulator) {
    const ProductionPlan plan = production_plan(options);
    const Interrupt interrupt;
    std::optional<UnitFile> file;
    if (!options.csv.empty()) file.emplace(options.csv, options.seed, plan.first);
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
void name_failed_unit(const Production& production, const RunOptions& options) {
    const LinkProduction& link = production.links.back();
    if (!link.first_failed) return;
    complain(fmt::format("unit {} of {} {}; see `pin3 netlist {} --link {} --unit {} --seed {}`",
                         link.first_failed->unit, link.link->name,
                         link.first_failed->state == UnitState::latched_up ? "latches up" : "has no answer",
                         options.file, link.link->name, link.first_failed->unit, options.seed));
}

ExitStatus write_shard(const Loaded& loaded, const RunOptions& options, Units units,
                       const CommonOptions& common) {
    Production& production = units.counted.production;
    if (!production.complete) {
        complain("ended before the shard was done: nothing was written; run it again");
        return Interrupt::caught() ? ExitStatus::interrupted : ExitStatus::simulation_failed;
    }
    Shard shard;
    shard.file = loaded.description.main().path;
    shard.fingerprint = fingerprint(loaded.description);
    shard.id = *options.shard;
    const ProductionPlan plan = production_plan(options);
    shard.units = plan.units;
    shard.seed = plan.seed;
    shard.method = plan.method;
    for (LinkProduction& link : production.links) {
        UnitCounts& counts = link;
        shard.links.push_back({link.link->name, std::move(counts)});
    }
    shard.counts = units.counted.yields.counts();
    if (units.written != ExitStatus::fine) return units.written;
    for (const MeasureFailure& failure : production.failures) show({failure.diagnostic}, common);
    if (!production.failures.empty()) return ExitStatus::simulation_failed;
    return deliver(shard_json(shard), options.report.output);
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
        return deliver(dump(parse(description.sources.front()).file), options.report.output);
    if (options.dump == "stages") return deliver(dump_stages(description), options.report.output);
    if (options.dump == "circuits") return deliver(dump_circuits(description), options.report.output);
    if (options.dump == "decks")
        return deliver(dump_decks(measurement_jobs(description, extra_hz, unit)), options.report.output);
    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;

    if (options.shard)
        return write_shard(*loaded, options, watched_units(*loaded, extra_hz, options, {}, simulator),
                           common);
    std::optional<ScenePlan> scene;
    if (!options.programme.empty() && !(scene = scene_plan(options))) return ExitStatus::wrong_usage;
    const WaveformPlan plan;
    if (options.waveforms) {
        const std::vector<double> tones = waveform_frequencies(plan);
        extra_hz.insert(extra_hz.end(), tones.begin(), tones.end());
    }
    Measurements measurements;
    Rooms rooms;
    Waveforms waveforms;
    ClipPointsFound clips;
    Scenes scenes;
    {
        Progress progress("simulating");
        const auto show_progress = [&](std::size_t done, std::size_t all) { progress.report(done, all); };
        measurements = measure(description, extra_hz, simulator, show_progress, unit);
        rooms = measure_rooms(measurements, simulator, unit);
        if (scene) scenes = simulate_scenes(measurements, *scene, simulator, show_progress);
        if (options.waveforms) {
            waveforms = measure_waveforms(measurements, plan, simulator, show_progress);
            clips = clip_points(measurements, simulator, show_progress);
        }
    }
    std::optional<Units> units;
    if (!unit && options.units.value_or(1) > 0 && options.dump.empty())
        units = watched_units(*loaded, extra_hz, options, measurements.failures, simulator);
    const bool complete = !units || units->counted.production.complete;
    if (!complete && Interrupt::caught() == 0) name_failed_unit(units->counted.production, options);
    const std::vector<TimeSeries> partial = std::move(waveforms.partial);
    Findings findings{std::move(measurements),
                      std::move(rooms),
                      std::move(waveforms),
                      std::move(clips),
                      std::move(scenes),
                      {},
                      {},
                      options.report.listening};
    if (units) {
        findings.production = std::move(units->counted.production);
        findings.yields = units->counted.yields.yields();
    }
    Report report = make_report(description, {std::string(pin3_version()), version.version}, expectations,
                                std::move(findings));
    report.unit = unit;
    if (!options.dump.empty())
        return deliver(options.dump == "responses" ? dump_responses(report) : dump_metrics(report),
                       options.report.output);
    ExitStatus delivered = deliver_report(report, options.report, common);
    if (delivered == ExitStatus::fine && units) delivered = units->written;
    if (delivered == ExitStatus::fine && !complete)
        return Interrupt::caught() ? ExitStatus::interrupted : ExitStatus::simulation_failed;
    if (delivered == ExitStatus::fine && !options.waveform_file.empty())
        delivered = deliver_waveforms(report, partial, options.waveform_file);
    if (delivered != ExitStatus::fine) return delivered;
    return conclusion(report, common);
}

}  // namespace

void add_run_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<RunOptions>();
    CLI::App* command = app.add_subcommand("run", "everything about the links of a description");
    command->add_option("FILE", options->file, "a description, or - for standard input");
    add_report_options(*command, options->report);
    add_jobs_option(*command, options->workers);
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
    add_seed_option(*command, options->seed);
    command->add_option("--unit", options->unit, "that unit of production instead of the nominal values")
        ->type_name("N");
    command->add_option("--csv", options->csv, "write every unit's draws and results to a file")
        ->type_name("FILE");
    command
        ->add_option("--method", options->method,
                     "how units are answered: reduced, full (each one simulated), or auto, the default: full "
                     "where a check of the reduction disagrees")
        ->type_name("METHOD")
        ->check(CLI::IsMember({"auto", "reduced", "full"}));
    command
        ->add_option("--on-failure", options->on_failure,
                     "a unit that latches up or has no answer: count it (the default), or stop there")
        ->type_name("WHAT")
        ->check(CLI::IsMember({"count", "stop"}));
    command
        ->add_option_function<std::string>(
            "--shard",
            [options](const std::string& text) {
                options->shard = read_shard_id(text);
                if (!options->shard)
                    throw CLI::ValidationError(
                        "--shard",
                        fmt::format("`{}`: write K/N, for example 3/8 for the third of eight", text));
            },
            "only the K-th of N parts of the units, into the file of -o for `pin3 merge`")
        ->type_name("K/N");
    command
        ->add_option("--waveforms", options->waveform_file,
                     "simulate in the time domain too; write the waveforms to a .csv, .raw or .wav file")
        ->type_name("[FILE]")
        ->expected(0, 1);
    command
        ->add_option("--programme", options->programme,
                     "with --waveforms: sine, two_tone or a WAV file, with the room's noise")
        ->type_name("WHAT");
    command->add_option("--seconds", options->seconds, "of that programme; 0.1 by default")
        ->type_name("S")
        ->check(number_between(0.001, 60));
    command->footer(
        "Example: pin3 run netlists/synth_to_mixer.pin3 --format json -o result.json\n"
        "Exit status: 0 fine, 1 an expectation does not hold, 2 usage or description wrong,\n"
        "3 simulation failed, 4 no ngspice.");
    command->callback([=, &common, &action] {
        options->waveforms = command->count("--waveforms") > 0;
        sort_out_files(*options);
        if (!options->programme.empty() && !options->waveforms)
            throw CLI::ValidationError("--programme", "a programme is for --waveforms");
        if (options->programme.empty() && command->count("--seconds") > 0)
            throw CLI::ValidationError("--seconds", "they are of a programme: --programme sine");
        if (options->unit && (options->units || options->waveforms || !options->csv.empty()))
            throw CLI::ValidationError("--unit", "one unit goes with neither --units, --csv nor --waveforms");
        if (options->shard && (options->unit || options->waveforms || options->units == 0 ||
                               !options->dump.empty() || command->count("--format") > 0))
            throw CLI::ValidationError(
                "--shard", "a shard goes with none of --unit, --units 0, --waveforms, --dump and --format");
        if (options->shard && options->file == "-")
            throw CLI::ValidationError("--shard",
                                       "merge reads the description again: put it into a file of its own");
        if (options->shard && options->report.output.empty())
            throw CLI::ValidationError("--shard",
                                       "name the shard's file with -o, for example -o part-3.json");
        if (options->file.empty()) throw CLI::RequiredError("FILE");
        action = [=, &common] { return run(*options, common); };
    });
}

}  // namespace pin3
