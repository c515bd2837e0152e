#include "report/value_sweep.hpp"

#include "core/unit.hpp"
#include "report/cells.hpp"
#include "report/figure_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace pin3 {
namespace {

bool any_units(const ValueSweep& sweep) {
    for (const SweptValue& value : sweep.values)
        for (const SweptLink& link : value.links)
            if (link.production && link.production->units > 0) return true;
    return false;
}

Table table_of(const ValueSweep& sweep) {
    const bool units = any_units(sweep);
    Table table{{{fmt::format("CMRR at {}", frequency_title(sweep.frequency_hz)), Align::left},
                 {sweep.parameter},
                 {"nominal"}},
                {},
                2};
    if (units)
        for (const auto* title : {"minimum", "1 %", "5 %", "median", "95 %"})
            table.columns.push_back({title});
    table.columns.push_back({"", Align::left});
    const std::size_t links = sweep.values.front().links.size();
    for (std::size_t link = 0; link < links; ++link) {
        const auto best = best_value(sweep, link);
        for (std::size_t value = 0; value < sweep.values.size(); ++value) {
            const SweptLink& swept = sweep.values[value].links[link];
            std::vector<std::string> row = {swept.link, sweep.values[value].value};
            const std::size_t k =
                swept.production ? swept.production->spot_hz.index_of(sweep.frequency_hz) : 0;
            row.push_back(decibel_cell(swept.production ? nominal_cmrr(*swept.production, k) : std::nullopt));
            if (units)
                for (const double p : production_quantiles)
                    row.push_back(swept.production && swept.production->spots.size() > k &&
                                          swept.production->spots[k].size() > 0
                                      ? fmt::format("{:.1f}", swept.production->spots[k].quantile(p))
                                      : std::string("-"));
            row.emplace_back(best == value ? "best" : "");
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

// "l: jack.pin3 = 1 kohm 1% is best: 95 % of units reject 38.9 dB or more at 1 kHz"
std::string conclusion(const ValueSweep& sweep, std::size_t link) {
    const auto best = best_value(sweep, link);
    const std::string& name = sweep.values.front().links[link].link;
    if (!sweep.complete) return fmt::format("{}: interrupted, not all values were reached", name);
    std::size_t answers = 0;
    for (std::size_t value = 0; value < sweep.values.size(); ++value)
        answers += deciding_db(sweep, value, link).has_value();
    if (answers == 0) return fmt::format("{}: no value has an answer", name);
    if (!best)
        return answers == 1 ? fmt::format("{}: one value has an answer, there is nothing to choose", name)
                            : fmt::format("{}: all values are alike within {} dB", name, values_alike_db);
    const double best_db = *deciding_db(sweep, *best, link);
    const bool units = sweep.values[*best].links[link].production->units > 0;
    std::vector<std::string> alike;
    for (std::size_t value = 0; value < sweep.values.size(); ++value) {
        const auto db = deciding_db(sweep, value, link);
        if (db && value != *best && best_db - *db <= values_alike_db)
            alike.push_back(sweep.values[value].value);
    }
    std::string sentence =
        fmt::format("{}: {} = {} is best: {} {:.1f} dB{} at {}", name, sweep.parameter,
                    sweep.values[*best].value, units ? "95 % of units reject" : "it rejects", best_db,
                    units ? " or more" : "", frequency_title(sweep.frequency_hz));
    if (!alike.empty())
        sentence += fmt::format("; no more than {} dB behind: {}", values_alike_db, fmt::join(alike, ", "));
    if (sweep.values.size() > 2 && (*best == 0 || *best + 1 == sweep.values.size()))
        sentence += "; it is the last of the values, and beyond it there may be a better one";
    return sentence;
}

std::string heading(const ValueSweep& sweep) {
    return fmt::format("{} with {} value{} of {}", sweep.file, sweep.values.size(),
                       sweep.values.size() == 1 ? "" : "s", sweep.parameter);
}

std::string footing(const ValueSweep& sweep) {
    if (!any_units(sweep)) return {};
    std::size_t checked = 0;
    double apart = 0;
    std::uint64_t lost = 0;
    bool full = false;
    for (const SweptValue& value : sweep.values)
        for (const SweptLink& link : value.links) {
            if (!link.production) continue;
            checked += link.production->check.units;
            apart = std::max(apart, link.production->check.largest_db);
            lost += link.production->latched_up + link.production->no_answer;
            full = full || link.production->method == ProductionMethod::full;
        }
    std::string note =
        fmt::format("{} units for each value, seed {}, the same draws for all", sweep.units, sweep.seed);
    if (checked > 0)
        note += fmt::format("; {} simulated whole as well, {} dB apart at most", checked, apart_text(apart));
    if (full) note += "; where that was too much all units were simulated whole";
    if (lost > 0) note += fmt::format("; {} units latch up or have no answer and are in no figure", lost);
    return note;
}

Data::Object value_data(const SweptValue& value, std::size_t link) {
    Data::Array at;
    const auto& production = value.links[link].production;
    if (!production) return {{"value", value.value}, {"at", std::move(at)}};
    for (std::size_t k = 0; k < production->spot_hz.size(); ++k) {
        const auto figure = nominal_cmrr(*production, k);
        Data row = Data::Object{{"frequency_hz", production->spot_hz[k]},
                                {"nominal_db", value_of(figure)},
                                {"floor", bound_of(figure)}};
        if (production->units > 0)
            for (std::size_t i = 0; i < quantile_names.size(); ++i)
                row.add(quantile_names[i], production->spots[k].quantile(production_quantiles[i]));
        at.push_back(std::move(row));
    }
    return {{"value", value.value},
            {"at", std::move(at)},
            {"method", method_name(production->method)},
            {"check",
             Data::Object{{"units", production->check.units}, {"max_diff_db", production->check.largest_db}}},
            {"latched_up", production->latched_up},
            {"no_answer", production->no_answer}};
}

Data data_of(const ValueSweep& sweep) {
    Data::Array links;
    for (std::size_t link = 0; link < sweep.values.front().links.size(); ++link) {
        Data::Array rows;
        for (const SweptValue& value : sweep.values) rows.push_back(value_data(value, link));
        const auto best = best_value(sweep, link);
        links.push_back(Data::Object{{"name", sweep.values.front().links[link].link},
                                     {"values", std::move(rows)},
                                     {"best", best ? Data(sweep.values[*best].value) : Data()},
                                     {"conclusion", conclusion(sweep, link)}});
    }
    return Data::Object{{"schema", "pin3/sweep/1"},     {"file", sweep.file},
                        {"parameter", sweep.parameter}, {"frequency_hz", sweep.frequency_hz},
                        {"units", sweep.units},         {"seed", sweep.seed},
                        {"complete", sweep.complete},   {"links", std::move(links)}};
}

// A row a value, link and spot.
Sheet sheet_of(const ValueSweep& sweep) {
    Sheet sheet{{{"link"},
                 {"parameter"},
                 {"value", true},
                 {"frequency_hz"},
                 {"nominal_db"},
                 {"nominal_floor"},
                 {"units"}},
                {}};
    for (const auto* name : quantile_names) sheet.columns.push_back({name});
    for (const SweptValue& value : sweep.values)
        for (const SweptLink& link : value.links) {
            if (!link.production) continue;
            const LinkProduction& production = *link.production;
            for (std::size_t k = 0; k < production.spot_hz.size(); ++k) {
                const auto figure = nominal_cmrr(production, k);
                std::vector<std::string> row = {link.link,
                                                sweep.parameter,
                                                value.value,
                                                shortest(production.spot_hz[k]),
                                                figure ? shortest(figure->value) : "",
                                                bound_of(figure) ? "1" : "0",
                                                std::to_string(production.units)};
                for (const double p : production_quantiles)
                    row.push_back(production.units > 0 && production.spots[k].size() > 0
                                      ? shortest(production.spots[k].quantile(p))
                                      : std::string());
                sheet.rows.push_back(std::move(row));
            }
        }
    return sheet;
}

}  // namespace

Document document_of(const ValueSweep& sweep) {
    Section table{"", {table_of(sweep)}};
    if (std::string note = footing(sweep); !note.empty()) table.blocks.push_back(Note{std::move(note)});
    Section conclusions;
    for (std::size_t link = 0; link < sweep.values.front().links.size(); ++link)
        conclusions.blocks.push_back(Item{conclusion(sweep, link)});
    return {{{"", {Title{heading(sweep)}}}, std::move(table), std::move(conclusions)},
            data_of(sweep),
            sheet_of(sweep)};
}

}  // namespace pin3
