#include "metrics/iec_cmrr.hpp"
#include "metrics/pin1_test.hpp"
#include "report/cells.hpp"
#include "report/figure_data.hpp"
#include "report/subjects.hpp"

namespace pin3 {
namespace {

std::optional<Figure> figure(const InputPoint& point, std::string_view metric) {
    return std::get<InputMetric>(find_metric("input", metric)->compute)(point);
}

}  // namespace

Section input_section(const Report& report) {
    Table table{
        {{"inputs", Align::left}, {"kind", Align::left}, {"gain dB"}, {"z differential"}, {"z common, ohm"}},
        {},
        1};
    for (const InputResponse& input : report.inputs) {
        const InputPoint& point = input.at(reference_hz);
        table.rows.push_back({input.input->name, std::string(input.input->kind->name),
                              gain_cell(std::abs(point.tied_differential)), ohm_cell(point.z_differential),
                              point.cold_leg ? ohm_cell(point.z_common) : "-"});
    }
    return {"Inputs", {std::move(table)}, true};
}

Section input_cmrr_section(const Report& report) {
    Table table{{{"input CMRR in dB", Align::left}, {"measured", Align::left}}, {}, 2};
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
            return
                [metric_name](const InputPoint& point) { return decibel_cell(figure(point, metric_name)); };
        };
        add("tied, RTI", metric("cmrr_tied"));
        add("tied, RTO", metric("cmrr_tied_rto"));
        add("IEC", metric("cmrr_iec"));
        add("IEC, worse leg", [](const InputPoint& point) {
            const auto both = iec_cmrr(point);
            return std::string(!both ? "-" : both->hot_is_worse() ? "hot" : "cold");
        });
    }
    return {"", {std::move(table)}, true};
}

Data input_data(const InputResponse& input) {
    const InputPoint& reference = input.at(reference_hz);
    Data data = stage_data(*input.input);
    data.add("gain_db", decibels(reference.tied_differential));
    for (const auto* name : {"z_differential", "z_common"})
        data.add(std::string(name) + "_ohm", value_of(figure(reference, name)));
    Data::Array rows;
    for (std::size_t k = 0; k < input.spots.size(); ++k) {
        const InputPoint& point = input.spots[k];
        const auto tied = figure(point, "cmrr_tied");
        const auto iec = iec_cmrr(point);
        rows.push_back(
            Data::Object{{"frequency_hz", input.frequency_hz[k]},
                         {"tied_rti_db", value_of(tied)},
                         {"tied_rto_db", value_of(figure(point, "cmrr_tied_rto"))},
                         {"tied_floor", bound_of(tied)},
                         {"iec_db", iec ? Data(iec->worse().value) : Data()},
                         {"iec_floor", iec && iec->worse().bound},
                         {"iec_worse_leg", iec ? Data(iec->hot_is_worse() ? "hot" : "cold") : Data()}});
    }
    data.add("cmrr", std::move(rows));
    data.add("pin1_test_dbu", pin1_test_data(pin1_test_volts(input)));
    if (!reference.cold_leg) data.add("remark", "the input has no cold leg: it has no CMRR of its own");
    return data;
}

}  // namespace pin3
