// The report as Markdown, for a review or an issue.
#include "report/report.hpp"
#include "report/tables.hpp"

#include <fmt/format.h>

#include <initializer_list>

namespace pin3 {

std::string report_markdown(const Report& report) {
    std::string out =
        fmt::format("# {}\n\npin3 {}, ngspice {}\n\n", report.file, report.tool.pin3, report.tool.ngspice);
    if (!report.links.empty()) out += table_markdown(summary_table(report)) + "\n";
    for (const Verdict& verdict : report.verdicts)
        out += fmt::format("- {} {}\n", verdict.holds ? "✓" : "✗", verdict_sentence(verdict));
    if (!report.verdicts.empty()) out += "\n";
    if (const Table production = production_table(report); !production.rows.empty())
        out += "## Production\n\nCMRR in dB.\n\n" + table_markdown(production) + "\n" +
               table_markdown(budget_table(report)) + "\n";
    const auto section = [&](std::string_view title, std::initializer_list<Table> tables) {
        if (tables.begin()->rows.empty()) return;
        out += fmt::format("## {}\n\n", title);
        for (const Table& table : tables)
            if (!table.rows.empty()) out += table_markdown(table) + "\n";
    };
    section("Hum", {hum_table(report), path_table(report)});
    for (const LinkReport& link : report.links) {
        out += fmt::format("## {}\n\n`{}`\n\n", link.link->name, path_of(*link.link));
        if (!link.cause.empty()) out += link.cause + "\n\n";
        for (const std::string& warning : link.warnings) out += fmt::format("Note: {}\n\n", warning);
    }
    if (!report.links.empty()) out += "## Gains\n\n" + table_markdown(gain_table(report)) + "\n";
    section("Level", {level_table(report)});
    section("Waveforms", {waveform_table(report), clip_table(report)});
    if (!report.outputs.empty())
        out += "## Outputs\n\nAt 1 kHz; balance and OCMR in dB.\n\n" + table_markdown(output_table(report)) +
               "\n";
    if (!report.inputs.empty())
        out += "## Inputs\n\n" + table_markdown(input_table(report)) + "\n" +
               table_markdown(input_cmrr_table(report)) + "\n";
    for (const MeasureFailure& failure : report.failures)
        out += fmt::format("**Not simulated:** {}\n\n", failure.diagnostic.message);
    return out;
}

}  // namespace pin3
