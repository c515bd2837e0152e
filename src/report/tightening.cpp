#include "report/tightening.hpp"

#include "catalog/catalog.hpp"
#include "core/unit.hpp"
#include "core/wrap.hpp"
#include "language/parse.hpp"
#include "report/table.hpp"
#include "report/tables.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace pin3 {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t page = 80;

std::string tolerance_cell(double fraction) {
    return fraction > 0 ? fmt::format("{:.4g} %", 100 * fraction) : std::string("none");
}

std::string share_sentence(const Yield& yield) {
    return fmt::format("{} of {} units meet it, {} to {} % with 95 % confidence", yield.passing, yield.units,
                       percent(100 * yield.low), percent(100 * yield.high));
}

// "10k" of a setting written as "10k 1%"; empty where it is no number.
std::string value_text(const Setting& setting) {
    const SourcePtr source = std::make_shared<const Source>(Source{"", setting.written});
    const ParsedValue parsed = parse_value(source);
    const auto* literal = parsed.value ? std::get_if<syntax::Literal>(&parsed.value->data) : nullptr;
    return literal ? literal->text : std::string{};
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

}  // namespace

std::string tightening_text(const TighteningReport& report) {
    const Tightening& found = report.tightening;
    std::string out = wrap(fmt::format("{}: {}", report.file, report.expectation.text), page, 0, 2) + "\n";
    Table table;
    const bool met = found.met();
    table.columns = {{"tolerance of", Align::left}, {"as described"}, {met ? "enough" : "tightest"}};
    for (const ChosenTolerance& chosen : found.chosen)
        table.rows.push_back({chosen.part, tolerance_cell(chosen.before), tolerance_cell(chosen.after)});
    if (!table.rows.empty()) out += table_text(table, {.keys = 1}) + "\n";
    out += wrap("as described: " + share_sentence(found.before), page, 0, 2);
    if (met) {
        out += wrap("with these:   " + share_sentence(found.after), page, 0, 2);
        out += wrap("none of them could be a step looser; steps are 5, 2, 1, 0.5, 0.1, 0.05 and 0.01 %", page,
                    0, 2);
        if (found.uniform > 0 && found.chosen.size() > 1)
            out += wrap(fmt::format("one tolerance for all of them: {}", tolerance_cell(found.uniform)), page,
                        0, 2);
    } else {
        out += wrap("with the tightest: " + share_sentence(found.after), page, 0, 2);
        out += wrap("with perfect ones: " + share_sentence(found.perfect), page, 0, 2);
        out += wrap(found.perfect.answer == YieldAnswer::holds
                        ? "tolerances alone will do, but none that are sold: choose a matched network, trim, "
                          "or another circuit"
                        : "no tolerance of these parts is enough: something else limits the link, see "
                          "`pin3 run`",
                    page, 0, 2);
    }
    if (!found.kept.empty())
        out += wrap(fmt::format("left as described: {}", fmt::join(found.kept, ", ")), page, 0, 2);
    if (report.check.units > 0)
        out += wrap(
            fmt::format("{} of the {} units simulated whole as well, seed {}: {} dB apart at most",
                        report.check.units, found.units, found.seed, apart_text(report.check.largest_db)),
            page, 0, 2);
    if (!met) return out;
    std::string lines;
    for (const StagePtr& stage : {report.link->output, report.link->input})
        if (const std::string parameters = parameters_of(*stage, found); !parameters.empty())
            lines += wrap(fmt::format("{} {} {{ {} }}", role_name(stage->role), stage->name, parameters),
                          page, 2, 4);
    if (!lines.empty()) out += "\nIn the description:\n" + lines;
    return out;
}

std::string tightening_json(const TighteningReport& report) {
    const Tightening& found = report.tightening;
    const auto yield = [](const Yield& of) {
        return Json{{"yield", of.share()},
                    {"yield_low", of.low},
                    {"yield_high", of.high},
                    {"verdict", answer_name(of.answer)}};
    };
    Json json = {{"schema", "pin3/tighten/1"},
                 {"file", report.file},
                 {"link", report.link->name},
                 {"target", report.expectation.text},
                 {"units", found.units},
                 {"seed", found.seed},
                 {"met", found.met()},
                 {"tolerances", Json::array()},
                 {"one_for_all", found.uniform > 0 ? Json(found.uniform) : Json(nullptr)},
                 {"kept", found.kept},
                 {"as_described", yield(found.before)},
                 {"with_these", yield(found.after)},
                 {"with_perfect_parts", yield(found.perfect)},
                 {"check", {{"units", report.check.units}, {"max_diff_db", report.check.largest_db}}}};
    for (const ChosenTolerance& chosen : found.chosen)
        json["tolerances"].push_back(
            {{"part", chosen.part}, {"described", chosen.before}, {"enough", chosen.after}});
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pin3
