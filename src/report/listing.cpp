#include "report/listing.hpp"

#include "catalog/catalog.hpp"
#include "core/codes.hpp"
#include "metrics/metric.hpp"

#include <fmt/format.h>

#include <array>

namespace pin3 {
namespace {

// The things of one topic, for people and for programs. The objects begin with the same members: what it is,
// its name and its summary.
struct Things {
    Table table;
    Data::Array objects;

    void add(std::vector<std::string> row, std::string_view what, std::string_view name,
             std::string_view summary, Data::Object more = {}) {
        table.rows.push_back(std::move(row));
        Data::Object object{{"what", what}, {"name", name}, {"summary", summary}};
        for (auto& member : more) object.push_back(std::move(member));
        objects.push_back(std::move(object));
    }
};

Things kinds_of(Role role) {
    Things things{{{{fmt::format("{}s", role_name(role)), Align::left}, {"", Align::left}}, {}}, {}};
    for (const Kind* kind : kinds(role))
        things.add({std::string(kind->name), std::string(kind->summary)}, role_name(role), kind->name,
                   kind->summary);
    return things;
}

Things opamps_of(const Listing& listing) {
    Things things{{{{"opamps", Align::left}, {"gain"}, {"gbw"}, {"CMRR"}, {"r out"}}, {}}, {}};
    const auto add = [&](std::string_view name, std::string_view summary,
                         const std::array<std::string, 4>& figures) {
        std::vector<std::string> row{std::string(name)};
        for (const std::string& figure : figures) row.push_back(figure.empty() ? "-" : figure);
        const auto member = [&](std::size_t i) { return figures[i].empty() ? Data() : Data(figures[i]); };
        things.add(std::move(row), "opamp", name, summary,
                   {{"gain", member(0)}, {"gbw", member(1)}, {"cmrr", member(2)}, {"r_out", member(3)}});
    };
    add("ideal", "nothing but its gain", {"100 dB", "", "", ""});
    for (const StagePtr& opamp : listing.opamps) {
        const auto written = [&](std::string_view name) { return opamp->parameters.setting(name).written; };
        add(opamp->name, opamp->kind->summary,
            {written("gain"), written("gbw"), written("cmrr"), written("r_out")});
    }
    return things;
}

Things all_metrics() {
    Things things{{{{"metrics", Align::left}, {"of", Align::left}, {"", Align::left}}, {}}, {}};
    for (const Metric* metric : metrics())
        things.add({std::string(metric->name), std::string(metric->subject()), std::string(metric->summary)},
                   "metric", metric->name, metric->summary,
                   {{"of", metric->subject()}, {"unit", symbol(metric->unit)}});
    return things;
}

Things all_codes() {
    Things things{{{{"codes", Align::left}, {"", Align::left}}, {}}, {}};
    for (const CodeEntry& code : codes())
        things.add({std::string(code.id), std::string(code.title)}, "code", code.id, code.title);
    return things;
}

constexpr std::string_view opamp_topic = "opamps";

struct Topic {
    std::string_view name;
    Things (*things)(const Listing&);
};

constexpr std::array topics = {
    Topic{"outputs", [](const Listing&) { return kinds_of(Role::output); }},
    Topic{"inputs", [](const Listing&) { return kinds_of(Role::input); }},
    Topic{"cables", [](const Listing&) { return kinds_of(Role::cable); }},
    Topic{"grounds", [](const Listing&) { return kinds_of(Role::ground); }},
    Topic{opamp_topic, opamps_of},
    Topic{"metrics", [](const Listing&) { return all_metrics(); }},
    Topic{"codes", [](const Listing&) { return all_codes(); }},
};

constexpr auto topic_names = [] {
    std::array<std::string_view, topics.size()> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = topics[i].name;
    return names;
}();

// What all things have, whatever they are.
Data::Object in_common(const Data& thing) {
    Data::Object common;
    for (const std::string_view key : {"what", "name", "summary"})
        common.push_back({std::string(key), thing.at(key)});
    return common;
}

}  // namespace

std::span<const std::string_view> listing_topics() {
    return topic_names;
}

bool lists_opamps(std::string_view topic) {
    return topic.empty() || topic == opamp_topic;
}

Document document_of(const Listing& listing) {
    Document document{.sections = {}, .data = Data::Object{{"schema", "pin3/list/1"}}};
    const bool everything = listing.topic.empty();
    Data::Array rows;
    for (const Topic& topic : topics) {
        if (!everything && listing.topic != topic.name) continue;
        Things things = topic.things(listing);
        document.sections.push_back({"", {std::move(things.table)}});
        for (const Data& thing : things.objects) rows.push_back(everything ? in_common(thing) : thing);
        document.data.add(std::string(topic.name), std::move(things.objects));
    }
    if (everything)
        document.sections.push_back({"", {Paragraph{"A line of these in full: pin3 explain NAME"}}});
    document.sheet = sheet_of(rows);
    return document;
}

}  // namespace pin3
