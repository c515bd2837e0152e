#include "report/tables.hpp"

#include "core/decibel.hpp"
#include "core/unit.hpp"
#include "metrics/iec_cmrr.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

// Distortion below this is that of the simulation in time, not of the link: 0.0001 %.
constexpr double least_distortion = 1e-6;

// No "-0.0": a zero has no sign.
std::string fixed_point(double value, int digits) {
    const std::string text = fmt::format("{:.{}f}", value, digits);
    return text.find_first_not_of("-0.") == std::string::npos && text.starts_with('-') ? text.substr(1)
                                                                                       : text;
}

const OutputResponse* output_of(const Report& report, const StagePtr& stage) {
    const auto found = std::find_if(report.outputs.begin(), report.outputs.end(),
                                    [&](const OutputResponse& row) { return row.output == stage; });
    return found == report.outputs.end() ? nullptr : &*found;
}

std::string link_verdict(const Report& report, const std::string& link) {
    bool any = false, holds = true, fails = false;
    for (const Verdict& verdict : report.verdicts) {
        if (verdict.expectation.subject != link) continue;
        any = true;
        holds = holds && verdict.holds;
        const bool undecided = verdict.yield && verdict.yield->answer == YieldAnswer::undecided;
        fails = fails || (!verdict.holds && !undecided);
    }
    return !any ? "" : holds ? "holds" : fails ? "FAILS" : "unclear";
}

std::string gain_cell(double magnitude) {
    if (magnitude < gain_floor) return fmt::format("<{:.1f}", amplitude_db(gain_floor));
    return fixed_point(amplitude_db(magnitude), 2);
}

// Signed volts per volt of signal.
std::string share_cell(const Complex& share) {
    return fmt::format("{:+.3f}", std::copysign(std::abs(share), share.real()));
}

std::string ohm_cell(const Complex& z) {
    const std::optional<Figure> ohm = impedance(z);
    if (!ohm) return "open";
    std::string cell = engineering(ohm->value, Unit::ohm, 3);  // "9.93 kohm": the legend has the unit
    cell.resize(cell.size() - symbol(Unit::ohm).size());
    while (cell.ends_with(' ')) cell.pop_back();
    std::erase(cell, ' ');
    return cell;
}

std::string quantity_cell(const Figure& figure, Unit unit) {
    return fmt::format("{}{}",
                       !figure.bound  ? ""
                       : figure.below ? "below "
                                      : "better than ",
                       unit == Unit::decibel || unit == Unit::dbu
                           ? fmt::format("{} {}", fixed_point(figure.value, 1), symbol(unit))
                           : engineering(figure.value, unit));
}

}  // namespace

std::string decibel_cell(const std::optional<Figure>& figure) {
    if (!figure) return "-";
    return fmt::format("{}{}", figure->bound ? ">" : "", fixed_point(figure->value, 1));
}

std::string apart_text(double db) {
    return db < 1e-4 ? std::string("0.0001") : fmt::format("{:.2g}", db);
}

std::string percent(double value) {
    return fmt::format("{:.{}f}", value, value > 99 && value < 100 ? 3 : 1);
}

std::string frequency_title(double hertz) {
    return engineering(hertz, Unit::hertz);
}

std::string path_of(const Link& link) {
    std::string path = link.output->name;
    if (link.cable->kind->name != "none" || link.cable->name != "none") path += " -> " + link.cable->name;
    path += " -> " + link.input->name;
    if (link.ground->kind->name != "none" || link.ground->name != "none") path += " @ " + link.ground->name;
    return path;
}

std::vector<double> all_spots(const Report& report) {
    std::vector<double> all;
    for (const LinkReport& link : report.links) all.insert(all.end(), link.spots.begin(), link.spots.end());
    if (all.empty()) all.push_back(reference_hz);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Table summary_table(const Report& report) {
    Table table;
    table.columns = {{"CMRR in dB", Align::left}, {"output", Align::left}};
    const std::vector<double> frequencies = all_spots(report);
    for (const double hertz : frequencies) table.columns.push_back({frequency_title(hertz), Align::right});
    if (!report.verdicts.empty()) table.columns.push_back({"expected", Align::left});
    for (const LinkReport& link : report.links) {
        const OutputResponse* output = output_of(report, link.link->output);
        std::vector<std::string> row = {
            link.link->name, output ? std::string(class_name(classify(output->at(reference_hz)))) : "-"};
        for (const double hertz : frequencies)
            row.push_back(std::binary_search(link.spots.begin(), link.spots.end(), hertz)
                              ? decibel_cell(link.cmrr(hertz))
                              : "");
        if (!report.verdicts.empty()) row.push_back(link_verdict(report, link.link->name));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table production_table(const Report& report) {
    Table table;
    table.columns = {{"production", Align::left},
                     {"CMRR at", Align::left},
                     {"minimum"},
                     {"1 %"},
                     {"5 %"},
                     {"median"},
                     {"95 %"},
                     {"worst case"}};
    for (const LinkReport& link : report.links) {
        if (!link.production) continue;
        const LinkProduction& production = *link.production;
        for (std::size_t k = 0; k < production.spot_hz.size(); ++k) {
            if (!std::binary_search(link.spots.begin(), link.spots.end(), production.spot_hz[k])) continue;
            std::vector<std::string> row = {link.link->name, frequency_title(production.spot_hz[k])};
            for (const double p : production_quantiles)
                row.push_back(
                    production.spots[k].size() == 0 ? "-" : fixed_point(production.spots[k].quantile(p), 1));
            row.push_back(k < production.worst.size()
                              ? fixed_point(amplitude_db(production.worst[k].ratio), 1)
                              : std::string("-"));
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

Table budget_table(const Report& report) {
    Table table;
    table.columns = {
        {"budget at 1 kHz", Align::left}, {"part", Align::left}, {"share"}, {"median without, dB"}};
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
    return table;
}

Table gain_table(const Report& report) {
    Table table;
    table.columns = {{"at 1 kHz, dB", Align::left}, {"signal gain"}, {"ground gain"}, {"CMRR"}};
    for (const LinkReport& link : report.links) {
        const Gains gains = link.response.spots.at(reference_hz);
        table.rows.push_back({link.link->name, gain_cell(std::abs(gains.signal)),
                              gain_cell(std::abs(gains.ground)), decibel_cell(link.cmrr(reference_hz))});
    }
    return table;
}

std::string path_phrase(std::string_view path) {
    return fmt::format("{}{}", path == "electric" || path == "magnetic" ? "" : "the ", path) +
           (path == "electric" || path == "magnetic" ? " pick-up" : "");
}

std::string audible_text(const HumFigures& hum) {
    if (!std::isfinite(hum.audible_db) || hum.audible_db < -100) return "inaudible by over 100 dB";
    if (hum.audible_db <= -1) return fmt::format("inaudible by {:.0f} dB", std::floor(-hum.audible_db));
    if (hum.audible_db <= 0) return "just inaudible";
    if (hum.heard_db <= 0) return "hidden by the hiss";
    return fmt::format("{} audible by {:.0f} dB", frequency_title(hum.audible_hz), std::ceil(hum.audible_db));
}

// The nominal hum is that of parts that match: where units are known, theirs is what counts.
Table hum_table(const Report& report) {
    Table table;
    table.columns = {{"hum in dBu", Align::left}, {"nominal"},    {"of 95 %"},
                     {"path", Align::left},       {"self-noise"}, {"heard", Align::left}};
    for (const LinkReport& link : report.links) {
        if (!link.room || !link.room->hum) continue;
        const RoomFigures& room = *link.room;
        const HumFigures& counts = *room.expected_hum();
        const auto cell = [](const HumFigures& hum) {
            return fmt::format("{}{}", hum.bound ? "<" : "", fixed_point(dbu_of(hum.volts), 1));
        };
        table.rows.push_back({link.link->name, cell(*room.hum),
                              room.hum_of_units ? cell(*room.hum_of_units) : std::string("-"),
                              std::string(counts.paths[0].path), fixed_point(dbu_of(room.hiss_volts), 1),
                              audible_text(counts)});
    }
    return table;
}

Table path_table(const Report& report) {
    Table table;
    table.columns = {{"the hum", Align::left},
                     {"dBV"},
                     {"A, dBu"},
                     {"468, dBu"},
                     {"below signal, dB"},
                     {"each path alone, dBu", Align::left}};
    for (const LinkReport& link : report.links) {
        if (!link.room || !link.room->hum) continue;
        const RoomFigures& room = *link.room;
        const HumFigures& hum = *room.expected_hum();
        std::string paths;
        for (const PathHum& path : hum.paths)
            paths += fmt::format("{}{} {}", paths.empty() ? "" : ", ", path.path,
                                 fixed_point(dbu_of(path.volts), 1));
        table.rows.push_back({link.link->name, fixed_point(dbv_of(hum.volts), 1),
                              fixed_point(dbu_of(hum.weighted_a), 1),
                              fixed_point(dbu_of(hum.weighted_468), 1),
                              fixed_point(room.below_nominal_db(hum.volts), 1), paths});
    }
    return table;
}

Table level_table(const Report& report) {
    Table table;
    table.columns = {{"level", Align::left},
                     {"at receiver, dBu"},
                     {"lost, dB"},
                     {"headroom, dB"},
                     {"first to clip", Align::left}};
    for (const LinkReport& link : report.links) {
        if (!link.room) continue;
        const RoomFigures& room = *link.room;
        table.rows.push_back({link.link->name, fixed_point(dbu_of(room.receiver_volts), 1),
                              room.lost_db ? fixed_point(*room.lost_db, 1) : std::string("-"),
                              room.headroom_db ? fixed_point(*room.headroom_db, 1) : std::string("-"),
                              room.headroom_db ? room.clipping->opamp : std::string("not known")});
    }
    return table;
}

Table waveform_table(const Report& report) {
    Table table;
    table.columns = {
        {"waveforms, dB", Align::left}, {"CMRR"}, {"by AC"}, {"signal gain"}, {"by AC"}, {"residual"}};
    for (const LinkReport& link : report.links) {
        if (!link.waveform) continue;
        const Waveform& waveform = *link.waveform;
        const auto fine = [](const std::optional<Figure>& figure) {
            return figure ? fmt::format("{}{:.2f}", figure->bound ? ">" : "", figure->value)
                          : std::string("-");
        };
        table.rows.push_back({link.link->name, fine(waveform_cmrr(waveform)),
                              fine(waveform_ac_cmrr(waveform)), gain_cell(std::abs(waveform.signal_gain)),
                              gain_cell(std::abs(waveform.ac_signal_gain)),
                              fmt::format("{:.1f}", waveform_residual_db(waveform))});
    }
    return table;
}

Table clip_table(const Report& report) {
    Table table;
    table.columns = {
        {"limits", Align::left}, {"THD, %"}, {"IMD, %"}, {"1 % THD at, dBu"}, {"common mode, V peak"}};
    for (const LinkReport& link : report.links) {
        if (!link.clips) continue;
        const ClipPoints& clips = *link.clips;
        const auto share = [](double ratio) {
            return ratio < least_distortion ? fmt::format("<{:g}", 100 * least_distortion)
                                            : fmt::format("{:.2g}", 100 * ratio);
        };
        table.rows.push_back(
            {link.link->name, share(clips.thd), clips.imd ? share(*clips.imd) : std::string("-"),
             clips.signal_volts ? fixed_point(dbu_of(*clips.signal_volts), 1) : std::string("none"),
             clips.common_mode_volts ? fmt::format("{:.3g}", *clips.common_mode_volts)
                                     : std::string("none")});
    }
    return table;
}

Table output_table(const Report& report) {
    Table table;
    table.columns = {{"outputs", Align::left},
                     {"class", Align::left},
                     {"hot"},
                     {"cold"},
                     {"z hot"},
                     {"z cold"},
                     {"balance"},
                     {"OCMR"}};
    for (const OutputResponse& output : report.outputs) {
        const OutputPoint& point = output.at(reference_hz);
        const auto metric = [&](std::string_view name) {
            return decibel_cell(std::get<OutputMetric>(find_metric("output", name)->compute)(point));
        };
        table.rows.push_back({output.output->name, std::string(class_name(classify(point))),
                              share_cell(point.signal_hot), share_cell(point.signal_cold),
                              ohm_cell(point.z_hot_hot), ohm_cell(point.z_cold_cold),
                              metric("signal_balance"), metric("ocmr")});
    }
    return table;
}

Table input_table(const Report& report) {
    Table table;
    table.columns = {
        {"inputs", Align::left}, {"kind", Align::left}, {"gain dB"}, {"z differential"}, {"z common, ohm"}};
    for (const InputResponse& input : report.inputs) {
        const InputPoint& point = input.at(reference_hz);
        table.rows.push_back({input.input->name, std::string(input.input->kind->name),
                              gain_cell(std::abs(point.tied_differential)), ohm_cell(point.z_differential),
                              point.cold_leg ? ohm_cell(point.z_common) : "-"});
    }
    return table;
}

Table input_cmrr_table(const Report& report) {
    Table table;
    table.columns = {{"input CMRR in dB", Align::left}, {"measured", Align::left}};
    const std::vector<double> frequencies = all_spots(report);
    for (const double hertz : frequencies) table.columns.push_back({frequency_title(hertz), Align::right});
    for (const InputResponse& input : report.inputs) {
        const std::string& name = input.input->name;
        if (!input.spots.front().cold_leg) {
            std::vector<std::string> row(table.columns.size(), "");
            row[0] = name;
            row[1] = "none: no cold leg";
            table.rows.push_back(std::move(row));
            continue;
        }
        const auto add = [&](const std::string& what, auto cell) {
            std::vector<std::string> row = {name, what};
            for (const double hertz : frequencies) row.push_back(cell(input.at(hertz)));
            table.rows.push_back(std::move(row));
        };
        const auto metric = [](std::string_view metric_name) {
            return [metric_name](const InputPoint& point) {
                return decibel_cell(std::get<InputMetric>(find_metric("input", metric_name)->compute)(point));
            };
        };
        add("tied, RTI", metric("cmrr_tied"));
        add("tied, RTO", metric("cmrr_tied_rto"));
        add("IEC", metric("cmrr_iec"));
        add("IEC, worse leg", [](const InputPoint& point) {
            const auto both = iec_cmrr(point);
            return std::string(!both ? "-" : both->hot_is_worse() ? "hot" : "cold");
        });
    }
    return table;
}

std::string verdict_sentence(const Verdict& verdict) {
    const Expectation& expectation = verdict.expectation;
    if (verdict.yield) {
        const Yield& yield = *verdict.yield;
        const std::string_view answer = yield.answer == YieldAnswer::holds ? "holds"
                                        : yield.answer == YieldAnswer::fails
                                            ? "FAILS"
                                            : "cannot be told from so few units";
        return fmt::format("{}: {}, {} of {} units meet it, {} to {} % with 95 % confidence",
                           expectation.text, answer, yield.passing, yield.units, percent(100 * yield.low),
                           percent(100 * yield.high));
    }
    if (!verdict.value) return fmt::format("{}: fails, {}", expectation.text, verdict.remark);
    std::string sentence = fmt::format("{}: {}, {}", expectation.text, verdict.holds ? "holds" : "FAILS",
                                       quantity_cell(*verdict.value, expectation.metric->unit));
    if (!expectation.metric->of_a_band()) sentence += " at " + frequency_title(verdict.frequency_hz);
    if (!verdict.remark.empty()) sentence += "; " + verdict.remark;
    if (expectation.yield_percent)
        sentence += "; this is for one set of values, the share of units was not asked for";
    return sentence;
}

}  // namespace pin3
