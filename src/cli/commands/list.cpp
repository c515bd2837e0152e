// pin3 list [WHAT]: what there is, a line each.
#include "catalog/catalog.hpp"
#include "cli/command.hpp"
#include "core/codes.hpp"
#include "description/opamp_models.hpp"
#include "metrics/metric.hpp"
#include "report/table.hpp"

#include <fmt/format.h>

#include <array>
#include <iostream>
#include <memory>

namespace pin3 {
namespace {

Table kind_table(Role role) {
    Table table{{{fmt::format("{}s", role_name(role)), Align::left}, {"", Align::left}}, {}};
    for (const Kind* kind : kinds(role))
        table.rows.push_back({std::string(kind->name), std::string(kind->summary)});
    return table;
}

Table opamp_table(const CommonOptions& common) {
    Table table{{{"opamps", Align::left}, {"gain"}, {"gbw"}, {"CMRR"}, {"r out"}}, {}};
    table.rows.push_back({"ideal", "100 dB", "-", "-", "-"});
    for (const StagePtr& opamp : known_opamps(model_folders(common))) {
        const auto cell = [&](std::string_view name) {
            const Setting& setting = opamp->parameters.setting(name);
            return setting.written.empty() ? std::string("-") : setting.written;
        };
        table.rows.push_back({opamp->name, cell("gain"), cell("gbw"), cell("cmrr"), cell("r_out")});
    }
    return table;
}

Table metric_table() {
    Table table{{{"metrics", Align::left}, {"of", Align::left}, {"", Align::left}}, {}};
    for (const Metric* metric : metrics())
        table.rows.push_back(
            {std::string(metric->name), std::string(metric->subject()), std::string(metric->summary)});
    return table;
}

Table code_table() {
    Table table{{{"codes", Align::left}, {"", Align::left}}, {}};
    for (const CodeEntry& code : codes())
        table.rows.push_back({std::string(code.id), std::string(code.title)});
    return table;
}

struct Topic {
    std::string_view name;
    Table (*table)(const CommonOptions&);
};

constexpr std::array topics = {
    Topic{"outputs", [](const CommonOptions&) { return kind_table(Role::output); }},
    Topic{"inputs", [](const CommonOptions&) { return kind_table(Role::input); }},
    Topic{"cables", [](const CommonOptions&) { return kind_table(Role::cable); }},
    Topic{"grounds", [](const CommonOptions&) { return kind_table(Role::ground); }},
    Topic{"opamps", opamp_table},
    Topic{"metrics", [](const CommonOptions&) { return metric_table(); }},
    Topic{"codes", [](const CommonOptions&) { return code_table(); }},
};

ExitStatus list(const std::string& what, const CommonOptions& common) {
    bool first = true;
    for (const Topic& topic : topics) {
        if (!what.empty() && what != topic.name) continue;
        if (!first) std::cout << "\n";
        first = false;
        std::cout << table_text(topic.table(common));
    }
    if (what.empty()) std::cout << "\nA line of these in full: pin3 explain NAME\n";
    return ExitStatus::fine;
}

}  // namespace

void add_list_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto what = std::make_shared<std::string>();
    std::vector<std::string> names;
    for (const Topic& topic : topics) names.emplace_back(topic.name);
    CLI::App* command = app.add_subcommand("list", "kinds of stages, op-amps, metrics and error codes");
    command->add_option("WHAT", *what, fmt::format("{}; everything by default", fmt::join(names, ", ")))
        ->check(CLI::IsMember(names));
    command->footer("Example: pin3 list outputs");
    command->callback([=, &common, &action] { action = [=, &common] { return list(*what, common); }; });
}

}  // namespace pin3
