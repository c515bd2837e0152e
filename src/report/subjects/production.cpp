#include "report/cells.hpp"
#include "report/figure_data.hpp"
#include "report/subjects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace pin3 {
namespace {

constexpr std::size_t budget_rows = 5;  // of a link; the data has all

bool has_tolerance(const Stage& stage) {
    for (const auto& [name, setting] : stage.parameters.all())
        for (const Part& part : setting.parts)
            if (!part.spreads.empty()) return true;
    return false;
}

Table production_table(const Report& report) {
    Table table{{{"production", Align::left},
                 {"CMRR at", Align::left},
                 {"minimum"},
                 {"1 %"},
                 {"5 %"},
                 {"median"},
                 {"95 %"},
                 {"worst case"}},
                {},
                2};
    for (const LinkReport& link : report.links) {
        if (!link.production) continue;
        const LinkProduction& production = *link.production;
        for (std::size_t k = 0; k < production.spot_hz.size(); ++k) {
            if (!std::binary_search(link.spots.begin(), link.spots.end(), production.spot_hz[k])) continue;
            std::vector<std::string> row = {link.link->name, frequency_title(production.spot_hz[k])};
            for (const double p : production_quantiles)
                row.push_back(
                    production.spots[k].size() == 0 ? "-" : fixed_point(production.spots[k].quantile(p), 1));
            row.push_back(k >= production.worst.size() ? std::string("-")
                          : production.worst[k].unbounded
                              ? std::string("no bound")
                              : fixed_point(amplitude_db(production.worst[k].ratio), 1));
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

// What is not as usual.
std::vector<std::string> remarks(const LinkProduction& production) {
    std::vector<std::string> remarks;
    if (production.method == ProductionMethod::full)
        remarks.push_back(
            "all units were simulated whole: the reduction differs, because the bias point moves with "
            "the parts");
    if (!production.worst.empty() && !production.worst[0].exhaustive)
        remarks.push_back("the worst case comes from a search; there are too many corners to try all");
    if (std::any_of(production.worst.begin(), production.worst.end(),
                    [](const WorstCase& worst) { return worst.unbounded; }))
        remarks.push_back(
            "the signal's gain has both signs among the corners of the tolerances: it is nought between "
            "them, and "
            "the worst case has no bound");
    if (!production.worst.empty() && production.worst[0].failing > 0)
        remarks.push_back(fmt::format("{} of {} corners latch up and are passed over",
                                      production.worst[0].failing, production.worst[0].corners));
    if (production.latched_up > 0)
        remarks.push_back(
            fmt::format("{} units latch up, and are in none of the figures", production.latched_up));
    if (production.no_answer > 0)
        remarks.push_back(
            fmt::format("{} units have no answer, and are in none of the figures", production.no_answer));
    return remarks;
}

// Whether something is expected of the link's units, or it is the only one.
bool asked_for(const LinkReport& link, const Report& report) {
    return report.links.size() == 1 ||
           std::any_of(report.verdicts.begin(), report.verdicts.end(), [&](const Verdict& verdict) {
               return verdict.yield && verdict.expectation.subject == link.link->name;
           });
}

Chart percentile_curves(const LinkProduction& production) {
    static constexpr std::array shown = {std::pair{"1 %", 0.01}, std::pair{"median", 0.5},
                                         std::pair{"95 %", 0.95}};
    Chart chart{production.link->name, "units by CMRR over frequency", {}};
    for (const auto& [name, p] : shown) {
        Curve curve{name, production.curve_hz, {}};
        for (const Sample& sample : production.curve) curve.value_db.push_back(sample.quantile(p));
        chart.curves.push_back(std::move(curve));
    }
    return chart;
}

Data worst_data(const LinkProduction& production, const WorstCase& worst) {
    Data::Object values;
    for (std::size_t i = 0; i < worst.x.size(); ++i)
        values.push_back({production.variation.variables[i].name,
                          1 + worst.x[i] * production.variation.variables[i].fraction});
    return Data::Object{{"db", worst.unbounded ? Data() : Data(amplitude_db(worst.ratio))},
                        {"bounded", !worst.unbounded},
                        {"frequency_hz", worst.frequency_hz},
                        {"values", std::move(values)},
                        {"corners", worst.corners},
                        {"exhaustive", worst.exhaustive},
                        {"failing_corners", worst.failing}};
}

Data::Array quantile_rows(const std::vector<double>& hertz, const std::vector<Sample>& samples) {
    Data::Array rows;
    for (std::size_t k = 0; k < samples.size(); ++k) {
        Data::Object row = {{"frequency_hz", hertz[k]}};
        for (std::size_t i = 0; i < quantile_names.size(); ++i)
            row.push_back({quantile_names[i], samples[k].quantile(production_quantiles[i])});
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

Section nominal_section(const Report& report) {
    if (report.unit)
        return {"",
                {Paragraph{fmt::format("Unit {} of production, seed {}, instead of the nominal values.",
                                       report.unit->number, report.unit->seed)}}};
    // 1 % resistors that match perfectly are a figure of nominal values only
    const bool toleranced = std::any_of(report.links.begin(), report.links.end(), [](const LinkReport& link) {
        return has_tolerance(*link.link->output) || has_tolerance(*link.link->cable) ||
               has_tolerance(*link.link->input);
    });
    if (!toleranced) return {};
    const bool produced = std::any_of(report.links.begin(), report.links.end(),
                                      [](const LinkReport& link) { return link.production.has_value(); });
    return {"",
            {Paragraph{
                produced ? "Nominal values; what production makes of them follows."
                         : "Nominal values: tolerances are not in these figures; real units reject less."}}};
}

Section production_section(const Report& report) {
    Table table = production_table(report);
    if (table.rows.empty()) return {};
    Section section{"Production", {std::move(table)}};
    std::uint64_t units = 0, seed = 0;
    std::size_t checked = 0;
    double apart = 0;
    for (const LinkReport& link : report.links) {
        if (!link.production) continue;
        units = std::max(units, link.production->units);
        seed = link.production->seed;
        checked += link.production->check.units;
        apart = std::max(apart, link.production->check.largest_db);
    }
    std::string note = fmt::format("{} units each, seed {}", units, seed);
    if (checked > 0)
        note += fmt::format("; {} of them simulated whole as well, {} dB apart at most", checked,
                            apart_text(apart));
    section.blocks.push_back(Note{std::move(note)});
    for (const LinkReport& link : report.links)
        if (link.production)
            for (const std::string& remark : remarks(*link.production))
                section.blocks.push_back(Note{link.link->name + ": " + remark});
    if (!report.complete) section.blocks.push_back(Note{"interrupted: these are the units that were done"});
    return section;
}

Section budget_section(const Report& report) {
    Table table{
        {{"budget at 1 kHz", Align::left}, {"part", Align::left}, {"share"}, {"median without, dB"}}, {}, 1};
    for (const LinkReport& link : report.links) {
        if (!link.production) continue;
        for (const Budget& budget : link.production->budgets) {
            if (budget.frequency_hz != reference_hz) continue;
            for (const BudgetLine& line :
                 std::span(budget.lines).first(std::min(budget.lines.size(), budget_rows)))
                if (line.share >= 0.01)
                    table.rows.push_back({link.link->name, line.part,
                                          fmt::format("{:.0f} %", 100 * line.share),
                                          fixed_point(line.median_without_db, 1)});
        }
    }
    return {"Budget", {std::move(table)}, true};
}

std::vector<Section> spread_sections(const Report& report) {
    std::vector<Section> sections;
    for (const LinkReport& link : report.links) {
        if (!link.production || !asked_for(link, report)) continue;
        const LinkProduction& production = *link.production;
        if (!production.spot_hz.has(reference_hz)) continue;
        const Sample& rejections = production.spot_hz.of(production.spots, reference_hz);
        if (rejections.size() < 100) continue;
        sections.push_back(
            {sections.empty() ? "Units" : "",
             {histogram_of(fmt::format("{}: units by CMRR at 1 kHz, dB", link.link->name), rejections)},
             true});
        sections.push_back({"", {percentile_curves(production)}, true});
    }
    return sections;
}

Data production_data(const LinkProduction& production) {
    Data::Array worst_cases, budget, stages;
    const WorstCase* least = nullptr;
    for (const WorstCase& one : production.worst) {
        worst_cases.push_back(worst_data(production, one));
        if (!least || one.ratio < least->ratio) least = &one;
    }
    for (const Budget& one : production.budgets) {
        for (const BudgetLine& line : one.lines)
            budget.push_back(Data::Object{{"frequency_hz", one.frequency_hz},
                                          {"part", line.part},
                                          {"stage", line.stage},
                                          {"share", line.share},
                                          {"median_without_db", line.median_without_db}});
        for (const BudgetLine& line : one.stages)
            stages.push_back(Data::Object{{"frequency_hz", one.frequency_hz},
                                          {"stage", line.stage},
                                          {"share", line.share},
                                          {"median_without_db", line.median_without_db}});
    }
    return Data::Object{
        {"units", production.units},
        {"seed", production.seed},
        {"method", method_name(production.method)},
        {"check",
         Data::Object{{"units", production.check.units}, {"max_diff_db", production.check.largest_db}}},
        {"latched_up", production.latched_up},
        {"no_answer", production.no_answer},
        {"at", quantile_rows(production.spot_hz, production.spots)},
        {"curve", quantile_rows(production.curve_hz, production.curve)},
        {"worst_cases", std::move(worst_cases)},
        {"worst_case", least ? worst_data(production, *least) : Data()},
        {"budget", std::move(budget)},
        {"budget_by_stage", std::move(stages)},
        {"limit", production_cause(production)},
    };
}

}  // namespace pin3
