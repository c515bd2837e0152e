#include "report/table.hpp"

#include "core/wrap.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

std::string cut(const std::string& cell, std::size_t widest) {
    return cell.size() <= widest ? cell : cell.substr(0, widest - 2) + "..";
}

}  // namespace

std::string table_text(const Table& table, const TableStyle& style) {
    const std::size_t last = table.columns.size() - 1;
    const auto shown = [&](const std::string& cell, std::size_t c) { return c == last ? cell : cut(cell, style.widest); };
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c <= last; ++c) {
        std::size_t width = table.columns[c].title.size();
        for (const auto& row : table.rows) width = std::max(width, shown(row[c], c).size());
        widths.push_back(width);
    }
    std::string out;
    const auto line = [&](const auto& cell_at) {
        std::string text;
        for (std::size_t c = 0; c <= last; ++c) {
            const std::string cell = shown(cell_at(c), c);
            if (c == last && style.width > 0 && text.size() + cell.size() > style.width) {
                out += text + wrap(cell, style.width, text.size(), text.size()).substr(text.size());
                return;
            }
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
