// pin3 list [WHAT]: what there is, a line each.
#include "catalog/catalog.hpp"
#include "cli/session.hpp"
#include "core/codes.hpp"
#include "description/opamp_models.hpp"
#include "metrics/metric.hpp"
#include "report/table.hpp"

#include <fmt/format.h>

#include <array>
#include <iostream>

namespace pin3 {
namespace {

Table kind_table(Role role) {
    Table table{{{fmt::format("{}s", role_name(role)), Align::left}, {"", Align::left}}, {}};
    for (const Kind* kind : kinds(role))
        table.rows.push_back({std::string(kind->name), std::string(kind->summary)});
    return table;
}

Table opamp_table(Session& session) {
    Table table{{{"opamps", Align::left}, {"gain"}, {"gbw"}, {"CMRR"}, {"r out"}}, {}};
    table.rows.push_back({"ideal", "100 dB", "-", "-", "-"});
    for (const StagePtr& opamp : known_opamps(session.models())) {
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
    Table (*table)(Session&);
};

constexpr std::array topics = {
    Topic{"outputs", [](Session&) { return kind_table(Role::output); }},
    Topic{"inputs", [](Session&) { return kind_table(Role::input); }},
    Topic{"cables", [](Session&) { return kind_table(Role::cable); }},
    Topic{"grounds", [](Session&) { return kind_table(Role::ground); }},
    Topic{"opamps", opamp_table},
    Topic{"metrics", [](Session&) { return metric_table(); }},
    Topic{"codes", [](Session&) { return code_table(); }},
};

std::vector<std::string_view> topic_names() {
    std::vector<std::string_view> names;
    for (const Topic& topic : topics) names.push_back(topic.name);
    return names;
}

ExitStatus list(Session& session, const Options& options) {
    const std::string& what = options.text("WHAT");
    bool first = true;
    for (const Topic& topic : topics) {
        if (!what.empty() && what != topic.name) continue;
        if (!first) std::cout << "\n";
        first = false;
        std::cout << table_text(topic.table(session));
    }
    if (what.empty()) std::cout << "\nA line of these in full: pin3 explain NAME\n";
    return ExitStatus::fine;
}

}  // namespace

extern const Command command_list{
    .name = "list",
    .summary = "kinds of stages, op-amps, metrics and error codes",
    .options = {Option{.name = "WHAT",
                       .help = fmt::format("{}; everything by default", fmt::join(topic_names(), ", ")),
                       .words = topic_names()}},
    .examples = {"pin3 list outputs"},
    .run = list};

}  // namespace pin3
