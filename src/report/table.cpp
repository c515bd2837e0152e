#include "report/table.hpp"

#include "core/wrap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace pin3 {
namespace {

std::string cut(const std::string& cell, std::size_t widest) {
    return cell.size() <= widest ? cell : cell.substr(0, widest - 2) + "..";
}

}  // namespace

namespace {

constexpr std::size_t gap = 2;

// Some of a table's columns as lines.
class Layout {
public:
    Layout(const Table& table, const TableStyle& style) : table_(table), style_(style) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            std::size_t width = table.columns[c].title.size();
            for (const auto& row : table.rows) width = std::max(width, shown(row[c], c).size());
            widths_.push_back(width);
        }
    }

    std::string all() const {
        std::vector<std::size_t> chosen(table_.columns.size());
        std::iota(chosen.begin(), chosen.end(), std::size_t{0});
        return style_.keys == 0 || width_of(chosen) <= style_.width ? lines(chosen) : parts();
    }

private:
    std::string shown(const std::string& cell, std::size_t c) const {
        return c + 1 == table_.columns.size() ? cell : cut(cell, style_.widest);
    }

    std::size_t width_of(const std::vector<std::size_t>& chosen) const {
        std::size_t width = 0;
        for (const std::size_t c : chosen) width += widths_[c] + gap;
        return width - gap;
    }

    // As many columns as the page holds at a time, behind the keys.
    std::string parts() const {
        std::vector<std::size_t> keys(style_.keys);
        std::iota(keys.begin(), keys.end(), std::size_t{0});
        std::string out;
        std::vector<std::size_t> chosen = keys;
        for (std::size_t c = style_.keys; c < table_.columns.size(); ++c) {
            chosen.push_back(c);
            if (width_of(chosen) <= style_.width || chosen.size() == keys.size() + 1) continue;
            chosen.pop_back();
            out += lines(chosen) + "\n";
            chosen = keys;
            chosen.push_back(c);
        }
        return out + lines(chosen);
    }

    std::string lines(const std::vector<std::size_t>& chosen) const {
        std::string out = line(chosen, [&](std::size_t c) { return table_.columns[c].title; });
        for (const auto& row : table_.rows) out += line(chosen, [&](std::size_t c) { return row[c]; });
        return out;
    }

    template <typename CellAt>
    std::string line(const std::vector<std::size_t>& chosen, const CellAt& cell_at) const {
        std::string text;
        for (const std::size_t c : chosen) {
            const std::string cell = shown(cell_at(c), c);
            if (style_.keys == 0 && c + 1 == table_.columns.size() &&
                text.size() + cell.size() > style_.width)
                return text + wrap(cell, style_.width, text.size(), text.size()).substr(text.size());
            text += table_.columns[c].align == Align::left ? fmt::format("{:<{}}", cell, widths_[c])
                                                           : fmt::format("{:>{}}", cell, widths_[c]);
            text.append(gap, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text + "\n";
    }

    const Table& table_;
    const TableStyle& style_;
    std::vector<std::size_t> widths_;
};

}  // namespace

std::string table_text(const Table& table, const TableStyle& style) {
    return Layout(table, style).all();
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
