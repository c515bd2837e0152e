// pin3 advise FILE: is a change worth it, and which?
#include "catalog/standard_changes.hpp"
#include "cli/command.hpp"
#include "report/advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace pin3 {
namespace {

struct AdviseOptions {
    std::string file;
    std::uint64_t units = 2000;
    std::uint64_t seed = 1;
    std::string format = "text";
    std::string output;
    unsigned workers = 0;
    Listening listening;
};

// The links to compare, the one that there is first.
struct Comparison {
    Description description;
    std::vector<StandardChange> options;
    bool standard = false;
};

std::optional<Comparison> comparison(const AdviseOptions& options, const CommonOptions& common) {
    std::optional<Loaded> loaded = load(options.file, common);
    if (!loaded) return std::nullopt;
    Comparison compared;
    if (loaded->description.links.size() > 1) {
        compared.description = std::move(loaded->description);
        for (const Link& link : compared.description.links)
            compared.options.push_back({link.name, link.name});
        return compared;
    }
    auto changed = standard_changes(loaded->description);
    if (const auto* problem = std::get_if<std::string>(&changed)) {
        complain(fmt::format("{}: {}", options.file, *problem));
        return std::nullopt;
    }
    auto& [text, link, changes] = std::get<ChangedDescription>(changed);
    Resolved resolved = read_description(
        std::make_shared<const Source>(Source{loaded->description.main().path, std::move(text)}),
        model_folders(common));
    if (has_errors(resolved.diagnostics)) {
        show(in_order(resolved.diagnostics), common);
        return std::nullopt;
    }
    compared.description = std::move(resolved.description);
    compared.options.push_back({"as it is", link});
    std::move(changes.begin(), changes.end(), std::back_inserter(compared.options));
    compared.standard = true;
    return compared;
}

ExitStatus advise(const AdviseOptions& options, const CommonOptions& common) {
    Simulator simulator({.workers = options.workers});
    simulator.prepare();
    const auto compared = comparison(options, common);
    if (!compared) return ExitStatus::wrong_usage;
    const Description& description = compared->description;
    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;
    Measurements measurements = measure(description, {}, simulator);
    Rooms rooms = measure_rooms(measurements, gain_floor, simulator);
    ProductionPlan plan;
    plan.units = options.units;
    plan.seed = options.seed;
    plan.threads = options.workers;
    plan.causes = false;
    const Production production =
        options.units > 0 ? produce(production_requests(description, {}), gain_floor, plan, simulator)
                          : Production{};
    bool failed = false;
    for (const std::vector<MeasureFailure>* failures :
         {&std::as_const(measurements).failures, &std::as_const(rooms).failures, &production.failures})
        for (const MeasureFailure& failure : *failures) {
            show({failure.diagnostic}, common);
            failed = true;
        }
    const std::vector<RoomFigures> figures =
        room_figures(std::move(rooms.links), measurements, options.listening);

    Advice advice{description.main().path, compared->standard, {}, options.listening};
    for (const StandardChange& change : compared->options) {
        const auto room = std::find_if(figures.begin(), figures.end(), [&](const RoomFigures& one) {
            return one.room.link->name == change.link;
        });
        if (room == figures.end()) continue;  // said above
        AdviceOption option{change.label, room->room.link, *room, std::nullopt};
        const GainRow& row = measurements.link(change.link)->spots;
        const std::size_t k = row.index_of(reference_hz);
        option.cmrr = rejection(row.signal_gain.at(k), row.ground_gain.at(k));
        if (const LinkProduction* units = production.link(change.link))
            option.figures.hum_of_units = hum_of_units(option.figures, *units, options.listening);
        advice.options.push_back(std::move(option));
    }
    if (advice.options.empty() || advice.options.front().link->name != compared->options.front().link)
        return ExitStatus::simulation_failed;
    const ExitStatus delivered =
        deliver(options.format == "json" ? advice_json(advice) : advice_text(advice), options.output);
    return delivered == ExitStatus::fine && failed ? ExitStatus::simulation_failed : delivered;
}

}  // namespace

void add_advise_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<AdviseOptions>();
    CLI::App* command =
        app.add_subcommand("advise", "what to change about hum, what it buys, and when it is enough");
    add_file_option(*command, options->file);
    command
        ->add_option("--units", options->units,
                     "units where parts have tolerances; 2000 by default, 0 for nominal values")
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1'000'000}));
    add_seed_option(*command, options->seed);
    add_listening_option(*command, options->listening.nominal_spl_db);
    command->add_option("--format", options->format, "text or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "json"}));
    add_output_option(*command, options->output);
    add_jobs_option(*command, options->workers);
    command->footer(
        "The links of the file are compared, the first is what there is. Of a file with one link, or with "
        "one output,\n"
        "cable and input and no link, the standard changes are tried.\n"
        "Example: pin3 advise netlists/synth_to_mixer.pin3");
    command->callback([=, &common, &action] { action = [=, &common] { return advise(*options, common); }; });
}

}  // namespace pin3
