// pin3 advise FILE: is a change worth it, and which?
#include "cli/shared_options.hpp"
#include "cli/survey.hpp"
#include "description/standard_changes.hpp"
#include "report/advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>

namespace pin3 {
namespace {

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

// Different kinds of outputs at one nominal level: what one of them could deliver more is not in its figures.
std::optional<std::string> one_level(std::span<const AdviceOption> options) {
    if (options.empty()) return std::nullopt;
    const Stage& first = *options.front().link->output;
    const double level = first.parameters.number("level");
    bool other_kind = false;
    for (const AdviceOption& option : options) {
        const Stage& output = *option.link->output;
        if (output.parameters.number("level") != level) return std::nullopt;
        other_kind = other_kind || output.kind != first.kind;
    }
    if (!other_kind) return std::nullopt;
    return fmt::format(
        "all outputs are compared at one level, {:.1f} dBu. One that delivers 6 dB more, as two op-amps do "
        "where one did, has 6 dB less hum and hiss below its signal: say so, `level = {:.1f} dBu`",
        dbu_of(level), dbu_of(2 * level));
}

// The links to compare, the one that there is first.
struct Comparison {
    Description description;
    std::vector<StandardChange> options;
    std::string file;  // as the user named it
    bool standard = false, assumed_room = false;
};

Comparison comparison(Session& session, const std::string& file) {
    Loaded loaded = session.load(file);
    Comparison compared;
    compared.file = loaded.description.main().path;
    if (loaded.description.links.size() > 1) {
        compared.description = std::move(loaded.description);
        for (const LinkPtr& link : compared.description.links)
            compared.options.push_back({link->name, link->name});
        return compared;
    }
    auto changed = standard_changes(loaded.description);
    if (const auto* problem = std::get_if<std::string>(&changed))
        refuse(fmt::format("{}: {}", file, *problem));
    auto& [text, link, changes, assumed_room] = std::get<ChangedDescription>(changed);
    compared.description = session.resolve(
        std::make_shared<const Source>(Source{compared.file + " (with changes)", std::move(text)}));
    compared.options.push_back({"as it is", link});
    std::move(changes.begin(), changes.end(), std::back_inserter(compared.options));
    compared.standard = true;
    compared.assumed_room = assumed_room;
    return compared;
}

ExitStatus advise(Session& session, const Options& options) {
    const Comparison compared = comparison(session, options.text("FILE"));
    const Survey found = survey(session, compared.description, options);

    Advice advice{compared.file, compared.standard, {}, Listening{options.number("--listening-level")}, {}};
    for (const StandardChange& change : compared.options) {
        const RoomFigures* room = found.rooms.link(change.link);
        if (!room) continue;  // it could not be measured
        const Gains gains = found.measurements.link(change.link)->spots.at(reference_hz);
        advice.options.push_back({change.label, room->link, *room, rejection(gains.signal, gains.ground)});
    }
    if (compared.assumed_room)
        advice.remarks.push_back(
            "no ground is named: both ends are taken to be earthed, with mains between them as `pin3 explain "
            "mains` has it. Write a `ground` and `@` for another room");
    const std::size_t own =
        compared.standard ? std::min<std::size_t>(1, advice.options.size()) : advice.options.size();
    for (const std::string& name : perfect_inputs(found, std::span(advice.options).first(own)))
        advice.remarks.push_back(
            fmt::format("the parts of {} have no tolerance and match as no real ones do: it rejects more "
                        "here than it will. "
                        "Say what they are, for example r = 10k 1%",
                        name));
    if (!compared.standard)
        if (auto remark = one_level(advice.options)) advice.remarks.push_back(*std::move(remark));
    const bool first_is_there =
        !advice.options.empty() && advice.options.front().link->name == compared.options.front().link;
    if (first_is_there) session.deliver(document_of(advice));
    return session.end({.failures = found.failures, .complete = first_is_there});
}

}  // namespace

extern const Command command_advise{
    .name = "advise",
    .summary = "what to change about hum, what it buys, and when it is enough",
    .options = {description_file, survey_units_option, seed_option, listening_option, jobs_option,
                format_option(), output_option},
    .notes =
        "The links of the file are compared, the first is what there is. Of a file with one link, or with "
        "one output,\n"
        "cable and input and no link, the standard changes are tried.",
    .examples = {"pin3 advise netlists/synth_to_mixer.pin3"},
    .simulates = true,
    .run = advise};

}  // namespace pin3
