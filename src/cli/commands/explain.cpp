// pin3 explain NAME: a kind, a metric, an op-amp or an error code in full.
#include "catalog/catalog.hpp"
#include "cli/command.hpp"
#include "core/codes.hpp"
#include "core/wrap.hpp"
#include "description/opamp_models.hpp"
#include "metrics/metric.hpp"
#include "report/table.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>

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

ExitStatus explain(const std::vector<std::string>& words, const CommonOptions& common) {
    const std::string& name = words.back();
    const std::string role = words.size() > 1 ? words.front() : std::string{};
    std::vector<std::string> found;
    std::vector<std::string_view> known;
    for (const Kind* kind : kinds()) {
        known.push_back(kind->name);
        if (kind->name == name && (role.empty() || role == role_name(kind->role)))
            found.push_back(explained(*kind));
    }
    for (const Metric* metric : metrics()) {
        known.push_back(metric->name);
        if (metric->name == name && (role.empty() || role == metric->subject()))
            found.push_back(explained(*metric));
    }
    for (const CodeEntry& code : codes()) {
        known.push_back(code.id);
        if (code.id == name) found.push_back(explained(code));
    }
    const std::vector<StagePtr> opamps =
        found.empty() ? known_opamps(model_folders(common)) : std::vector<StagePtr>{};
    for (const StagePtr& opamp : opamps) {
        known.push_back(opamp->name);
        if (opamp->name == name) found.push_back(explained(*opamp));
    }
    if (found.empty()) {
        complain(fmt::format(
            "nothing is called `{}`: {}", name,
            nearest(name, known).empty() ? "see `pin3 list` for what there is" : did_you_mean(name, known)));
        return ExitStatus::wrong_usage;
    }
    std::cout << fmt::format("{}", fmt::join(found, "\n" + std::string(width, '-') + "\n\n"));
    return ExitStatus::fine;
}

}  // namespace

void add_explain_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto words = std::make_shared<std::vector<std::string>>();
    CLI::App* command = app.add_subcommand("explain", "a kind, a metric, an op-amp or an error code in full");
    command->add_option("NAME", *words, "its name; with a role in front where there are several")
        ->required()
        ->expected(1, 2);
    command->footer("Example: pin3 explain impedance_balanced\n         pin3 explain input transformer");
    command->callback([=, &common, &action] { action = [=, &common] { return explain(*words, common); }; });
}

}  // namespace pin3
