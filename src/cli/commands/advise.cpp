// pin3 advise FILE: is a change worth it, and which?
#include "cli/survey.hpp"
#include "description/standard_changes.hpp"
#include "report/advice.hpp"
#include "report/format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>

namespace pin3 {
namespace {

struct AdviseOptions {
    SurveyOptions survey;
    std::string format = "text";
    std::string output;
};

// Whether no part has a tolerance, though resistors could.
bool matches_perfectly(const Stage& stage) {
    const auto can = [](const ParameterSpec& spec) { return spec.tolerance && spec.unit == Unit::ohm; };
    const auto has = [](const auto& named) {
        return std::any_of(named.second.parts.begin(), named.second.parts.end(),
                           [](const Part& part) { return !part.spreads.empty(); });
    };
    return std::any_of(stage.kind->parameters.begin(), stage.kind->parameters.end(), can) &&
           std::none_of(stage.parameters.all().begin(), stage.parameters.all().end(), has);
}

// Inputs with a cold leg whose parts match as no real ones do.
std::vector<std::string> perfect_inputs(const Survey& found, std::span<const AdviceOption> options) {
    std::vector<std::string> names;
    for (const AdviceOption& option : options) {
        const Stage& input = *option.link->input;
        const InputResponse* response = found.measurements.input(input.name);
        const bool known = std::find(names.begin(), names.end(), input.name) != names.end();
        if (!known && response && response->spots.front().cold_leg && matches_perfectly(input))
            names.push_back(input.name);
    }
    return names;
}

// The links to compare, the one that there is first.
struct Comparison {
    Description description;
    std::vector<StandardChange> options;
    std::string file;  // as the user named it
    bool standard = false, assumed_room = false;
};

std::optional<Comparison> comparison(const AdviseOptions& options, const CommonOptions& common) {
    std::optional<Loaded> loaded = load(options.survey.file, common);
    if (!loaded) return std::nullopt;
    Comparison compared;
    compared.file = loaded->description.main().path;
    if (loaded->description.links.size() > 1) {
        compared.description = std::move(loaded->description);
        for (const LinkPtr& link : compared.description.links)
            compared.options.push_back({link->name, link->name});
        return compared;
    }
    auto changed = standard_changes(loaded->description);
    if (const auto* problem = std::get_if<std::string>(&changed)) {
        complain(fmt::format("{}: {}", options.survey.file, *problem));
        return std::nullopt;
    }
    auto& [text, link, changes, assumed_room] = std::get<ChangedDescription>(changed);
    Resolved resolved = read_description(
        std::make_shared<const Source>(Source{compared.file + " (with changes)", std::move(text)}),
        model_folders(common));
    if (has_errors(resolved.diagnostics)) {
        show(in_order(resolved.diagnostics), common);
        return std::nullopt;
    }
    compared.description = std::move(resolved.description);
    compared.options.push_back({"as it is", link});
    std::move(changes.begin(), changes.end(), std::back_inserter(compared.options));
    compared.standard = true;
    compared.assumed_room = assumed_room;
    return compared;
}

ExitStatus advise(const AdviseOptions& options, const CommonOptions& common) {
    Simulator simulator({.workers = options.survey.workers});
    simulator.prepare();
    const auto compared = comparison(options, common);
    if (!compared) return ExitStatus::wrong_usage;
    const Description& description = compared->description;
    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;
    const Survey found = survey(description, options.survey, common, simulator);

    Advice advice{compared->file, compared->standard, {}, options.survey.listening, {}};
    for (const StandardChange& change : compared->options) {
        const RoomFigures* room = found.rooms.link(change.link);
        if (!room) continue;  // said above
        const Gains gains = found.measurements.link(change.link)->spots.at(reference_hz);
        advice.options.push_back({change.label, room->link, *room, rejection(gains.signal, gains.ground)});
    }
    if (compared->assumed_room)
        advice.remarks.push_back(
            "no ground is named: both ends are taken to be earthed, with mains between them as `pin3 explain "
            "mains` has it. Write a `ground` and `@` for another room");
    const std::size_t own =
        compared->standard ? std::min<std::size_t>(1, advice.options.size()) : advice.options.size();
    for (const std::string& name : perfect_inputs(found, std::span(advice.options).first(own)))
        advice.remarks.push_back(
            fmt::format("the parts of {} have no tolerance and match as no real ones do: it rejects more "
                        "here than it will. "
                        "Say what they are, for example r = 10k 1%",
                        name));
    if (advice.options.empty() || advice.options.front().link->name != compared->options.front().link)
        return ExitStatus::simulation_failed;
    const ExitStatus delivered =
        deliver(render(document_of(advice), *find_format(options.format)), options.output);
    return delivered == ExitStatus::fine && found.failed ? ExitStatus::simulation_failed : delivered;
}

}  // namespace

void add_advise_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<AdviseOptions>();
    CLI::App* command =
        app.add_subcommand("advise", "what to change about hum, what it buys, and when it is enough");
    add_survey_options(*command, options->survey);
    add_format_option(*command, options->format);
    add_output_option(*command, options->output);
    command->footer(
        "The links of the file are compared, the first is what there is. Of a file with one link, or with "
        "one output,\n"
        "cable and input and no link, the standard changes are tried.\n"
        "Example: pin3 advise netlists/synth_to_mixer.pin3");
    command->callback([=, &common, &action] { action = [=, &common] { return advise(*options, common); }; });
}

}  // namespace pin3
