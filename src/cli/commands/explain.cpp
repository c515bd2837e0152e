// pin3 explain NAME: a kind, a metric, an op-amp or an error code in full.
#include "catalog/catalog.hpp"
#include "cli/session.hpp"
#include "core/codes.hpp"
#include "core/wrap.hpp"
#include "description/opamp_models.hpp"
#include "metrics/metric.hpp"
#include "report/table.hpp"

#include <fmt/format.h>

#include <iostream>
#include <set>

namespace pin3 {
namespace {

constexpr std::size_t width = 80;

std::string unit_cell(const ParameterSpec& spec) {
    switch (spec.shape) {
        case Shape::word:
        case Shape::opamp:
            return "";
        case Shape::level:
            return "V, dBu, dBV";
        default:
            return std::string(symbol(spec.unit));
    }
}

std::string default_cell(const ParameterSpec& spec) {
    return spec.standard.empty() ? "(needed)" : std::string(spec.standard);
}

std::string explained(const Kind& kind) {
    std::string text =
        wrap(fmt::format("{} {}: {}", role_name(kind.role), kind.name, kind.summary), width, 0, 2);
    text += fmt::format("{}\n", kind.circuit);
    if (!kind.pins.empty())
        text += fmt::format("Between its pins and the stage, where given:\n{}\n", kind.pins);
    Table table{
        {{"parameter", Align::left}, {"unit", Align::left}, {"default", Align::left}, {"", Align::left}}, {}};
    for (const ParameterSpec& spec : all_parameters(kind)) {
        std::string help(spec.help);
        if (!spec.words.empty()) help += fmt::format(" ({})", fmt::join(spec.words, ", "));
        table.rows.push_back({std::string(spec.name), unit_cell(spec), default_cell(spec), help});
    }
    text += table_text(table);
    text += "\n" + wrap(kind.formula, width);
    return text + fmt::format("\nExample:\n  {}\n", kind.example);
}

std::string explained(const Metric& metric) {
    return wrap(fmt::format("{} ({} of {} {}): {}", metric.name, metric.title,
                            metric.subject() == "link" ? "a" : "an", metric.subject(), metric.summary),
                width, 0, 2) +
           "\n" + wrap(metric.definition, width) + fmt::format("\nUnit: {}\n", symbol(metric.unit));
}

std::string explained(const CodeEntry& code) {
    return fmt::format("{}: {}\n\n{}\n", code.id, code.title, code.explanation);
}

std::string explained(const Stage& opamp) {
    std::string text = wrap(fmt::format("opamp {}: {}", opamp.name, opamp.kind->summary), width, 0, 2) + "\n";
    Table table{{{"figure", Align::left}, {"", Align::left}, {"", Align::left}}, {}};
    for (const ParameterSpec& spec : opamp.kind->parameters)
        table.rows.push_back(
            {std::string(spec.name), opamp.parameters.setting(spec.name).written, std::string(spec.help)});
    return text + table_text(table) + fmt::format("\nSources of the figures: {}\n", opamp.source->path);
}

// All that there is to explain, by name.
std::vector<std::string> explainable(Session& session) {
    std::set<std::string> names;
    for (const Kind* kind : kinds()) names.emplace(kind->name);
    for (const Metric* metric : metrics()) names.emplace(metric->name);
    for (const CodeEntry& code : codes()) names.emplace(code.id);
    for (const StagePtr& opamp : known_opamps(session.models())) names.insert(opamp->name);
    return {names.begin(), names.end()};
}

ExitStatus explain(Session& session, const Options& options) {
    const std::vector<std::string>& words = options.texts("NAME");
    const std::string& name = words.back();
    const std::string role = words.size() > 1 ? words.front() : std::string{};
    std::vector<std::string> found;
    for (const Kind* kind : kinds())
        if (kind->name == name && (role.empty() || role == role_name(kind->role)))
            found.push_back(explained(*kind));
    for (const Metric* metric : metrics())
        if (metric->name == name && (role.empty() || role == metric->subject()))
            found.push_back(explained(*metric));
    for (const CodeEntry& code : codes())
        if (code.id == name) found.push_back(explained(code));
    if (found.empty())
        for (const StagePtr& opamp : known_opamps(session.models()))
            if (opamp->name == name) found.push_back(explained(*opamp));
    if (found.empty()) {
        const std::vector<std::string> names = explainable(session);
        const std::vector<std::string_view> known(names.begin(), names.end());
        refuse(fmt::format(
            "nothing is called `{}`: {}", name,
            nearest(name, known).empty() ? "see `pin3 list` for what there is" : did_you_mean(name, known)));
    }
    std::cout << fmt::format("{}", fmt::join(found, "\n" + std::string(width, '-') + "\n\n"));
    return ExitStatus::fine;
}

}  // namespace

extern const Command command_explain{
    .name = "explain",
    .summary = "a kind, a metric, an op-amp or an error code in full",
    .options = {Option{.name = "NAME",
                       .help = "its name; with a role in front where there are several",
                       .standard = std::vector<std::string>{},
                       .count = OptionCount{1, 2},
                       .required = true,
                       .known = explainable}},
    .examples = {"pin3 explain impedance_balanced", "pin3 explain input transformer"},
    .run = explain};

}  // namespace pin3
