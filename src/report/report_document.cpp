#include "report/subjects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

namespace pin3 {
namespace {

Section title_section(const Report& report) {
    return {"",
            {Title{report.file, fmt::format("pin3 {}, ngspice {}", report.tool.pin3, report.tool.ngspice)}}};
}

// What could not be simulated, a line each, with the reasons.
Section failure_section(const Report& report) {
    std::vector<std::pair<std::string_view, std::vector<std::string_view>>> reasons;  // by subject
    for (const MeasureFailure& failure : report.failures) {
        auto known =
            std::ranges::find(reasons, failure.subject, [](const auto& entry) { return entry.first; });
        if (known == reasons.end()) known = reasons.insert(known, {failure.subject, {}});
        if (std::ranges::find(known->second, failure.diagnostic.message) == known->second.end())
            known->second.push_back(failure.diagnostic.message);
    }
    Section section;
    for (const auto& [subject, messages] : reasons)
        section.blocks.push_back(
            Item{fmt::format("{}: not all of it could be simulated: {}", subject, fmt::join(messages, "; ")),
                 Mark::alert});
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
         verdict_section(report), production_section(report), hum_section(report), chassis_warnings(report),
         link_section(report), gain_section(report), path_section(report), chassis_section(report),
         level_section(report), budget_section(report)});
    add(spread_sections(report));
    add(curve_sections(report));
    add({waveform_section(report), clip_section(report), output_section(report), fault_section(report),
         input_section(report), input_cmrr_section(report)});
    return document;
}

}  // namespace pin3
