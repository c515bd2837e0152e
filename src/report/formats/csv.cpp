// One table for spreadsheets.
#include "report/formats/csv.hpp"

#include "report/format.hpp"

namespace pin3 {

std::string csv_quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

std::string csv_cell(std::string_view text) {
    return text.find_first_of("\",\r\n") == std::string_view::npos ? std::string(text) : csv_quoted(text);
}

std::string csv_text(const Sheet& sheet) {
    std::string csv;
    for (std::size_t c = 0; c < sheet.columns.size(); ++c)
        csv += (c ? "," : "") + csv_cell(sheet.columns[c].name);
    csv += "\n";
    for (const std::vector<std::string>& row : sheet.rows) {
        for (std::size_t c = 0; c < row.size(); ++c)
            csv += (c ? "," : "") + (sheet.columns[c].quoted ? csv_quoted(row[c]) : csv_cell(row[c]));
        csv += "\n";
    }
    return csv;
}

extern constinit const Format format_csv{
    .name = "csv",
    .suits = [](const Document& document) { return !document.sheet.columns.empty(); },
    .render = [](const Document& document, const TextStyle&) { return csv_text(document.sheet); },
};

}  // namespace pin3
