#include "report/explanation.hpp"

#include "catalog/catalog.hpp"

#include <fmt/format.h>

#include <iterator>

namespace pin3 {
namespace {

std::string_view trimmed(std::string_view lines) {
    while (lines.starts_with('\n')) lines.remove_prefix(1);
    while (lines.ends_with('\n')) lines.remove_suffix(1);
    return lines;
}

std::string unit_text(const ParameterSpec& spec) {
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

// One thing that is explained, put together for people and for programs.
class Explained {
public:
    Explained(std::string_view what, std::string_view name, std::string_view summary,
              std::string_view unit = {})
        : name_(name), object_{{"what", what}, {"name", name}, {"summary", summary}} {
        rows_.push_back(
            {std::string(name), std::string(what), "", std::string(unit), "", std::string(summary)});
        if (!unit.empty()) object_.push_back({"unit", unit});
    }

    void show(Block block) { sections_.push_back({"", {std::move(block)}}); }
    void say(std::string key, Data value) { object_.push_back({std::move(key), std::move(value)}); }

    void add_parameters(std::span<const ParameterSpec> specs) {
        Table table{
            {{"parameter", Align::left}, {"unit", Align::left}, {"default", Align::left}, {"", Align::left}},
            {}};
        table.when_empty = true;
        Data::Array list;
        for (const ParameterSpec& spec : specs) {
            std::string help(spec.help);
            if (!spec.words.empty()) help += fmt::format(" ({})", fmt::join(spec.words, ", "));
            const std::string name(spec.name), unit = unit_text(spec), standard(spec.standard);
            table.rows.push_back({name, unit, standard.empty() ? "(needed)" : standard, help});
            rows_.push_back({name_, "parameter", name, unit, standard, help});
            list.push_back(Data::Object{{"name", name},
                                        {"unit", unit},
                                        {"default", standard.empty() ? Data() : Data(standard)},
                                        {"help", spec.help},
                                        {"words", spec.words}});
        }
        show(std::move(table));
        say("parameters", std::move(list));
    }

    void add_figures(const Stage& opamp) {
        Table table{{{"figure", Align::left}, {"", Align::left}, {"", Align::left}}, {}};
        Data::Array list;
        for (const ParameterSpec& spec : opamp.kind->parameters) {
            const std::string name(spec.name), help(spec.help);
            const std::string& written = opamp.parameters.setting(spec.name).written;
            table.rows.push_back({name, written, help});
            rows_.push_back({name_, "figure", name, unit_text(spec), written, help});
            list.push_back(Data::Object{{"name", name}, {"value", written}, {"help", help}});
        }
        show(std::move(table));
        say("figures", std::move(list));
    }

    // Puts it behind what the document has.
    void add_to(Document& document, Data::Array& objects) && {
        if (!objects.empty()) document.sections.push_back({"", {Rule{}}});
        std::move(sections_.begin(), sections_.end(), std::back_inserter(document.sections));
        std::move(rows_.begin(), rows_.end(), std::back_inserter(document.sheet.rows));
        objects.push_back(std::move(object_));
    }

private:
    std::string name_;
    std::vector<Section> sections_;
    Data::Object object_;
    std::vector<std::vector<std::string>> rows_;
};

Explained explained(const Kind* kind) {
    Explained out(role_name(kind->role), kind->name, kind->summary);
    out.show(Title{fmt::format("{} {}: {}", role_name(kind->role), kind->name, kind->summary)});
    const std::string circuit(trimmed(kind->circuit));
    if (!circuit.empty()) out.show(Verbatim{circuit});
    const std::string pins(trimmed(kind->pins));
    if (!pins.empty()) {
        out.show(Paragraph{"Between its pins and the stage, where given:"});
        out.show(Verbatim{pins});
    }
    out.add_parameters(all_parameters(*kind));
    out.show(Paragraph{std::string(kind->formula)});
    out.show(Verbatim{fmt::format("Example:\n  {}", kind->example)});
    out.say("circuit", circuit);
    out.say("pins", pins);
    out.say("formula", kind->formula);
    out.say("example", kind->example);
    return out;
}

Explained explained(const Metric* metric) {
    Explained out("metric", metric->name, metric->summary, symbol(metric->unit));
    out.show(
        Title{fmt::format("{} ({} of {} {}): {}", metric->name, metric->title,
                          metric->subject() == "link" ? "a" : "an", metric->subject(), metric->summary)});
    out.show(Paragraph{std::string(metric->definition)});
    out.show(Verbatim{fmt::format("Unit: {}", symbol(metric->unit))});
    out.say("title", metric->title);
    out.say("of", metric->subject());
    out.say("definition", metric->definition);
    return out;
}

Explained explained(const CodeEntry* code) {
    Explained out("code", code->id, code->title);
    out.show(Title{fmt::format("{}: {}", code->id, code->title)});
    out.show(Verbatim{std::string(code->explanation)});
    out.say("explanation", code->explanation);
    return out;
}

Explained explained(const StagePtr& opamp) {
    Explained out("opamp", opamp->name, opamp->kind->summary);
    out.show(Title{fmt::format("opamp {}: {}", opamp->name, opamp->kind->summary)});
    out.add_figures(*opamp);
    out.show(Verbatim{fmt::format("Sources of the figures: {}", opamp->source->path)});
    out.say("source", opamp->source->path);
    return out;
}

}  // namespace

Document document_of(const Explanation& explanation) {
    Document document{.sections = {},
                      .sheet = {{{"name"}, {"what"}, {"parameter"}, {"unit"}, {"default"}, {"text"}}}};
    Data::Array objects;
    for (const auto& found : explanation.found)
        std::visit([](const auto& one) { return explained(one); }, found).add_to(document, objects);
    document.data = Data::Object{{"schema", "pin3/explain/1"}, {"explained", std::move(objects)}};
    return document;
}

}  // namespace pin3
