#include "core/unit.hpp"
#include "metrics/output_class.hpp"
#include "report/cells.hpp"
#include "report/figure_data.hpp"
#include "report/subjects.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pin3 {
namespace {

// Curves in one picture; more are hard to tell apart.
constexpr std::size_t most_curves = 8;

const OutputResponse* output_of(const Report& report, const StagePtr& stage) {
    const auto found = std::find_if(report.outputs.begin(), report.outputs.end(),
                                    [&](const OutputResponse& row) { return row.output == stage; });
    return found == report.outputs.end() ? nullptr : &*found;
}

std::string csv_number(double value) {
    return std::isfinite(value) ? shortest(value) : std::string{};
}

}  // namespace

std::vector<double> all_spots(const Report& report) {
    std::vector<double> all;
    for (const LinkReport& link : report.links) all.insert(all.end(), link.spots.begin(), link.spots.end());
    if (all.empty()) all.push_back(reference_hz);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

Section summary_section(const Report& report) {
    Table table{{{"CMRR in dB", Align::left}, {"output", Align::left}}, {}, 2};
    const std::vector<double> frequencies = all_spots(report);
    for (const double hertz : frequencies) table.columns.push_back({frequency_title(hertz), Align::right});
    if (!report.verdicts.empty()) table.columns.push_back({"expected", Align::left});
    for (const LinkReport& link : report.links) {
        const OutputResponse* output = output_of(report, link.link->output);
        std::vector<std::string> row = {link.link->name,
                                        output ? std::string(class_name(classify(*output))) : "-"};
        for (const double hertz : frequencies)
            row.push_back(std::binary_search(link.spots.begin(), link.spots.end(), hertz)
                              ? decibel_cell(link.cmrr(hertz))
                              : "");
        if (!report.verdicts.empty()) row.push_back(link_verdict(report, link.link->name));
        table.rows.push_back(std::move(row));
    }
    return {"", {std::move(table)}};
}

Section link_section(const Report& report) {
    Section section{.heading = "", .blocks = {}, .detail = true};
    for (const LinkReport& link : report.links) {
        section.blocks.push_back(Entry{link.link->name, path_of(*link.link)});
        if (!link.cause.empty()) section.blocks.push_back(Note{link.cause});
        const std::string cause = link.production ? production_cause(*link.production) : std::string{};
        if (!cause.empty()) section.blocks.push_back(Note{"production: " + cause});
        for (const std::string& warning : link.warnings) section.blocks.push_back(Note{"note: " + warning});
    }
    return section;
}

Section gain_section(const Report& report) {
    Table table{{{"at 1 kHz, dB", Align::left}, {"signal gain"}, {"ground gain"}, {"CMRR"}}, {}, 1};
    for (const LinkReport& link : report.links) {
        const Gains gains = link.response.spots.at(reference_hz);
        table.rows.push_back({link.link->name, gain_cell(std::abs(gains.signal)),
                              gain_cell(std::abs(gains.ground)), decibel_cell(link.cmrr(reference_hz))});
    }
    return {"Gains", {std::move(table)}, true};
}

std::vector<Section> curve_sections(const Report& report) {
    std::vector<Section> sections;
    for (std::size_t begin = 0; begin < report.links.size(); begin += most_curves) {
        Chart chart{"", "CMRR over frequency", {}};
        for (std::size_t i = begin; i < std::min(begin + most_curves, report.links.size()); ++i) {
            const GainRow& row = report.links[i].response.curve;
            Curve curve{report.links[i].link->name, row.frequency_hz, {}};
            for (std::size_t k = 0; k < row.frequency_hz.size(); ++k) {
                const auto figure = rejection(row.signal_gain[k], row.ground_gain[k]);
                curve.value_db.push_back(figure ? figure->value : -std::numeric_limits<double>::infinity());
            }
            chart.curves.push_back(std::move(curve));
        }
        sections.push_back({begin == 0 ? "Curves" : "", {std::move(chart)}, true});
    }
    return sections;
}

Data::Object stage_data(const Stage& stage) {
    Data::Object parameters;
    for (const auto& [name, setting] : stage.parameters.all())
        if (!setting.written.empty()) parameters.push_back({name, setting.written});
    return {{"name", stage.name}, {"kind", stage.kind->name}, {"parameters", std::move(parameters)}};
}

Data link_data(const LinkReport& link) {
    Data::Array cmrr, signal, from_ground, rejected;
    for (const double hertz : link.spots) {
        const auto figure = link.cmrr(hertz);
        cmrr.push_back(
            Data::Object{{"frequency_hz", hertz}, {"db", value_of(figure)}, {"floor", bound_of(figure)}});
    }
    const GainRow& row = link.response.curve;
    for (std::size_t k = 0; k < row.frequency_hz.size(); ++k) {
        signal.push_back(decibels(row.signal_gain[k]));
        from_ground.push_back(decibels(row.ground_gain[k]));
        rejected.push_back(value_of(rejection(row.signal_gain[k], row.ground_gain[k])));
    }
    const auto& room = link.room;
    return Data::Object{
        {"name", link.link->name},
        {"output", stage_data(*link.link->output)},
        {"cable", stage_data(*link.link->cable)},
        {"input", stage_data(*link.link->input)},
        {"ground", stage_data(*link.link->ground)},
        {"cmrr", std::move(cmrr)},
        {"curve", Data::Object{{"frequency_hz", row.frequency_hz},
                               {"signal_gain_db", std::move(signal)},
                               {"ground_gain_db", std::move(from_ground)},
                               {"cmrr_db", std::move(rejected)}}},
        {"limit", link.cause},
        {"hum", room ? hum_data(*room) : Data()},
        {"chassis", room ? chassis_data(*room) : Data()},
        {"noise", room ? hiss_data(*room) : Data()},
        {"level", room ? level_data(*room) : Data()},
        {"waveform", link.waveform ? waveform_data(*link.waveform, link.clips) : Data()},
        {"production", link.production ? production_data(*link.production) : Data()},
        {"warnings", link.warnings},
    };
}

Sheet link_sheet(const Report& report) {
    Sheet sheet;
    for (const auto* name : {"link", "frequency_hz", "signal_gain_db", "ground_gain_db", "cmrr_db",
                             "cmrr_floor", "spot", "lost_20_hz_db", "down_1_db_hz", "down_3_db_hz"})
        sheet.columns.push_back({name});
    for (const LinkReport& link : report.links) {
        // of the link, on each of its rows
        const auto number = [](const std::optional<double>& value) {
            return value ? csv_number(*value) : std::string();
        };
        const RoomFigures* room = link.room ? &*link.room : nullptr;
        const std::string lost = room ? number(room->lost_low_db) : "",
                          one = room ? number(room->low_end.one_db_down) : "",
                          three = room ? number(room->low_end.three_db_down) : "";
        for (const GainRow* row : {&link.response.curve, &link.response.spots})
            for (std::size_t k = 0; k < row->frequency_hz.size(); ++k) {
                const auto cmrr = rejection(row->signal_gain[k], row->ground_gain[k]);
                sheet.rows.push_back({link.link->name, csv_number(row->frequency_hz[k]),
                                      csv_number(decibels(row->signal_gain[k])),
                                      csv_number(decibels(row->ground_gain[k])),
                                      cmrr ? csv_number(cmrr->value) : "", bound_of(cmrr) ? "1" : "0",
                                      row == &link.response.spots ? "1" : "0", lost, one, three});
            }
    }
    return sheet;
}

}  // namespace pin3
