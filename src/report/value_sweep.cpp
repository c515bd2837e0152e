#include "report/value_sweep.hpp"

#include "core/unit.hpp"
#include "core/wrap.hpp"
#include "report/table.hpp"
#include "report/tables.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace pin3 {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t page = 80;
bool any_units(const ValueSweep& sweep) {
    for (const SweptValue& value : sweep.values)
        for (const SweptLink& link : value.links)
            if (link.production && link.production->units > 0) return true;
    return false;
}

Table table_of(const ValueSweep& sweep) {
    Table table;
    const bool units = any_units(sweep);
    table.columns = {{fmt::format("CMRR at {}", frequency_title(sweep.frequency_hz)), Align::left},
                     {sweep.parameter},
                     {"nominal"}};
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

}  // namespace

std::string value_sweep_text(const ValueSweep& sweep) {
    std::string out = heading(sweep) + "\n\n" + table_text(table_of(sweep), {.keys = 2});
    const std::string note = footing(sweep);
    if (!note.empty()) out += wrap(note, page, 2, 4);
    out += "\n";
    for (std::size_t link = 0; link < sweep.values.front().links.size(); ++link)
        out += wrap(conclusion(sweep, link), page, 0, 2);
    return out;
}

std::string value_sweep_markdown(const ValueSweep& sweep) {
    std::string out = heading(sweep) + "\n\n" + table_markdown(table_of(sweep)) + "\n";
    for (std::size_t link = 0; link < sweep.values.front().links.size(); ++link)
        out += "* " + conclusion(sweep, link) + "\n";
    return out;
}

std::string value_sweep_csv(const ValueSweep& sweep) {
    std::string csv = fmt::format("link,parameter,value,frequency_hz,nominal_db,nominal_floor,units,{}\n",
                                  fmt::join(quantile_names, ","));
    for (const SweptValue& value : sweep.values)
        for (const SweptLink& link : value.links) {
            if (!link.production) continue;
            const LinkProduction& production = *link.production;
            for (std::size_t k = 0; k < production.spot_hz.size(); ++k) {
                const auto figure = nominal_cmrr(production, k);
                csv += fmt::format("{},{},\"{}\",{},{},{},{}", link.link, sweep.parameter, value.value,
                                   shortest(production.spot_hz[k]), figure ? shortest(figure->value) : "",
                                   figure && figure->bound ? 1 : 0, production.units);
                for (const double p : production_quantiles)
                    csv += "," + (production.units > 0 && production.spots[k].size() > 0
                                      ? shortest(production.spots[k].quantile(p))
                                      : std::string());
                csv += "\n";
            }
        }
    return csv;
}

std::string value_sweep_json(const ValueSweep& sweep) {
    Json json = {{"schema", "pin3/sweep/1"},     {"file", sweep.file},
                 {"parameter", sweep.parameter}, {"frequency_hz", sweep.frequency_hz},
                 {"units", sweep.units},         {"seed", sweep.seed},
                 {"complete", sweep.complete},   {"links", Json::array()}};
    for (std::size_t link = 0; link < sweep.values.front().links.size(); ++link) {
        Json rows = Json::array();
        for (const SweptValue& value : sweep.values) {
            Json row = {{"value", value.value}, {"at", Json::array()}};
            if (const auto& production = value.links[link].production) {
                for (std::size_t k = 0; k < production->spot_hz.size(); ++k) {
                    const auto figure = nominal_cmrr(*production, k);
                    Json at = {{"frequency_hz", production->spot_hz[k]},
                               {"nominal_db", figure ? Json(figure->value) : Json(nullptr)},
                               {"floor", figure && figure->bound}};
                    if (production->units > 0)
                        for (std::size_t i = 0; i < quantile_names.size(); ++i) {
                            const double db = production->spots[k].quantile(production_quantiles[i]);
                            at[quantile_names[i]] = std::isfinite(db) ? Json(db) : Json(nullptr);
                        }
                    row["at"].push_back(std::move(at));
                }
                row["method"] = method_name(production->method);
                row["check"] = {{"units", production->check.units},
                                {"max_diff_db", production->check.largest_db}};
                row["latched_up"] = production->latched_up;
                row["no_answer"] = production->no_answer;
            }
            rows.push_back(std::move(row));
        }
        const auto best = best_value(sweep, link);
        json["links"].push_back({{"name", sweep.values.front().links[link].link},
                                 {"values", std::move(rows)},
                                 {"best", best ? Json(sweep.values[*best].value) : Json(nullptr)},
                                 {"conclusion", conclusion(sweep, link)}});
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pin3
