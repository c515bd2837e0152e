#include "report/table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

std::string cut(const std::string& cell, std::size_t widest) {
    return cell.size() <= widest ? cell : cell.substr(0, widest - 2) + "..";
}

}  // namespace

std::string table_text(const Table& table, std::size_t indent, std::size_t widest) {
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        std::size_t width = table.columns[c].title.size();
        for (const auto& row : table.rows) width = std::max(width, cut(row[c], widest).size());
        widths.push_back(width);
    }
    std::string out;
    const auto line = [&](const auto& cell_at) {
        std::string text(indent, ' ');
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const std::string cell = cut(cell_at(c), widest);
            text += table.columns[c].align == Align::left ? fmt::format("{:<{}}  ", cell, widths[c])
                                                          : fmt::format("{:>{}}  ", cell, widths[c]);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    };
    line([&](std::size_t c) { return table.columns[c].title; });
    for (const auto& row : table.rows) line([&](std::size_t c) { return row[c]; });
    return out;
}

std::string table_markdown(const Table& table) {
    std::string out = "|";
    std::string rule = "|";
    for (const Column& column : table.columns) {
        out += " " + column.title + " |";
        rule += column.align == Align::left ? " :--- |" : " ---: |";
    }
    out += "\n" + rule + "\n";
    for (const auto& row : table.rows) {
        out += "|";
        for (const std::string& cell : row) out += " " + cell + " |";
        out += "\n";
    }
    return out;
}

}  // namespace pin3
