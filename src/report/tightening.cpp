#include "report/tightening.hpp"

#include "catalog/catalog.hpp"
#include "language/parse.hpp"
#include "language/pieces.hpp"
#include "report/cells.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

std::string tolerance_cell(double fraction) {
    return fraction > 0 ? fmt::format("{:.4g} %", 100 * fraction) : std::string("none");
}

// "10k" of a setting written as "10k 1%", "3 x 10k" of "3 x 10k 1%"; empty where it is no number.
std::string value_text(const Setting& setting) {
    const SourcePtr source = std::make_shared<const Source>(Source{"", setting.written});
    ParsedValue parsed = parse_value(source);
    if (!parsed.value || !std::holds_alternative<syntax::Literal>(parsed.value->data)) return {};
    parsed.value->tolerance.reset();
    return pieces::value(*parsed.value);
}

// The parts of a stage that are parameters, as a description writes them: "r1 = 10k 0.1%, r2 = 10k 0.05%".
std::string parameters_of(const Stage& stage, const Tightening& tightening) {
    std::string text;
    for (const ChosenTolerance& chosen : tightening.chosen) {
        const std::size_t dot = chosen.part.find('.');
        const std::string name = chosen.part.substr(dot + 1);
        if (chosen.part.substr(0, dot) != stage.name || !stage.parameters.has(name)) continue;
        const std::string value = value_text(stage.parameters.setting(name));
        if (!value.empty())
            text +=
                fmt::format("{}{} = {} {:.4g}%", text.empty() ? "" : ", ", name, value, 100 * chosen.after);
    }
    return text;
}

Table table_of(const Tightening& found) {
    Table table{
        {{"tolerance of", Align::left}, {"as described"}, {found.met() ? "enough" : "tightest"}}, {}, 1};
    for (const ChosenTolerance& chosen : found.chosen)
        table.rows.push_back({chosen.part, tolerance_cell(chosen.before), tolerance_cell(chosen.after)});
    return table;
}

// What is reached, and how far to trust it.
Section answer_section(const TighteningReport& report) {
    const Tightening& found = report.tightening;
    Section section;
    const auto say = [&](std::string text) { section.blocks.push_back(Item{std::move(text)}); };
    say("as described: " + share_sentence(found.before));
    if (found.met()) {
        say("with these:   " + share_sentence(found.after));
        say("none of them could be a step looser; steps are 5, 2, 1, 0.5, 0.1, 0.05 and 0.01 %");
        if (found.uniform > 0 && found.chosen.size() > 1)
            say(fmt::format("one tolerance for all of them: {}", tolerance_cell(found.uniform)));
    } else {
        say("with the tightest: " + share_sentence(found.after));
        say("with perfect ones: " + share_sentence(found.perfect));
        say(found.perfect.answer == YieldAnswer::holds
                ? "tolerances alone will do, but none that are sold: choose a matched network, trim, or "
                  "another circuit"
                : "no tolerance of these parts is enough: something else limits the link, see `pin3 run`");
    }
    if (!found.kept.empty()) say(fmt::format("left as described: {}", fmt::join(found.kept, ", ")));
    if (report.check.units > 0)
        say(fmt::format("{} of the {} units simulated whole as well, seed {}: {} dB apart at most",
                        report.check.units, found.units, found.seed, apart_text(report.check.largest_db)));
    return section;
}

// What to write down; nothing where no tolerance will do.
Section description_section(const TighteningReport& report) {
    Section section;
    if (!report.tightening.met()) return section;
    for (const StagePtr& stage : {report.link->output, report.link->input})
        if (const std::string parameters = parameters_of(*stage, report.tightening); !parameters.empty())
            section.blocks.push_back(
                Written{fmt::format("{} {} {{ {} }}", role_name(stage->role), stage->name, parameters)});
    if (!section.blocks.empty())
        section.blocks.insert(section.blocks.begin(), Paragraph{"In the description:"});
    return section;
}

Data::Object yield_data(const Yield& yield) {
    return {{"yield", yield.share()},
            {"yield_low", yield.low},
            {"yield_high", yield.high},
            {"verdict", answer_name(yield.answer)}};
}

Data::Array tolerance_data(const Tightening& found) {
    Data::Array rows;
    for (const ChosenTolerance& chosen : found.chosen)
        rows.push_back(
            Data::Object{{"part", chosen.part}, {"described", chosen.before}, {"enough", chosen.after}});
    return rows;
}

Data data_of(const TighteningReport& report) {
    const Tightening& found = report.tightening;
    return Data::Object{
        {"schema", "pin3/tighten/1"},
        {"file", report.file},
        {"link", report.link->name},
        {"target", report.expectation.text},
        {"units", found.units},
        {"seed", found.seed},
        {"met", found.met()},
        {"tolerances", tolerance_data(found)},
        {"one_for_all", found.uniform > 0 ? Data(found.uniform) : Data()},
        {"kept", found.kept},
        {"as_described", yield_data(found.before)},
        {"with_these", yield_data(found.after)},
        {"with_perfect_parts", yield_data(found.perfect)},
        {"check", Data::Object{{"units", report.check.units}, {"max_diff_db", report.check.largest_db}}},
    };
}

}  // namespace

Document document_of(const TighteningReport& report) {
    std::vector<Section> sections = {
        {"", {Title{fmt::format("{}: {}", report.file, report.expectation.text)}}},
        {"", {table_of(report.tightening)}},
        answer_section(report)};
    if (Section written = description_section(report); !written.blocks.empty())
        sections.push_back(std::move(written));
    return {std::move(sections), data_of(report), sheet_of(tolerance_data(report.tightening))};
}

}  // namespace pin3
