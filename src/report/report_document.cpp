#include "report/subjects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace pin3 {
namespace {

Section title_section(const Report& report) {
    return {"",
            {Title{report.file, fmt::format("pin3 {}, ngspice {}", report.tool.pin3, report.tool.ngspice)}}};
}

// What could not be simulated, a line each.
Section failure_section(const Report& report) {
    Section section;
    std::vector<std::string> subjects;
    for (const MeasureFailure& failure : report.failures) {
        if (std::find(subjects.begin(), subjects.end(), failure.subject) != subjects.end()) continue;
        subjects.push_back(failure.subject);
        section.blocks.push_back(
            Item{failure.subject + ": not all of it could be simulated, see the messages", Mark::alert});
    }
    return section;
}

template <typename Row>
Data::Array list(const std::vector<Row>& rows, Data (*data_of)(const Row&)) {
    Data::Array list;
    for (const Row& row : rows) list.push_back(data_of(row));
    return list;
}

Data failure_data(const MeasureFailure& failure) {
    return Data::Object{{"subject", failure.subject},
                        {"message", failure.diagnostic.message},
                        {"deck", failure.simulation.deck_path}};
}

Data data_of(const Report& report) {
    return Data::Object{
        {"schema", "pin3/run/1"},
        {"file", report.file},
        {"tool", Data::Object{{"version", report.tool.pin3}, {"ngspice", report.tool.ngspice}}},
        {"complete", report.complete},
        {"unit", report.unit
                     ? Data(Data::Object{{"number", report.unit->number}, {"seed", report.unit->seed}})
                     : Data()},
        {"links", list(report.links, link_data)},
        {"outputs", list(report.outputs, output_data)},
        {"inputs", list(report.inputs, input_data)},
        {"expectations", list(report.verdicts, verdict_data)},
        {"failures", list(report.failures, failure_data)},
    };
}

}  // namespace

Document document_of(const Report& report) {
    Document document{.sections = {}, .data = data_of(report), .sheet = link_sheet(report)};
    const auto add = [&](std::vector<Section> sections) {
        std::move(sections.begin(), sections.end(), std::back_inserter(document.sections));
    };
    add({title_section(report), failure_section(report), summary_section(report), nominal_section(report),
         verdict_section(report), production_section(report), hum_section(report), chassis_warnings(report), link_section(report),
         gain_section(report), path_section(report), chassis_section(report), level_section(report), budget_section(report)});
    add(spread_sections(report));
    add(curve_sections(report));
    add({waveform_section(report), clip_section(report), output_section(report), fault_section(report),
         input_section(report), input_cmrr_section(report)});
    return document;
}

}  // namespace pin3
