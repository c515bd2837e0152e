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

constexpr std::size_t gap = 2;

// Some of a table's columns as lines.
class Layout {
public:
    Layout(const Table& table, std::size_t width) : table_(table), width_(width) {
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            std::size_t widest = table.columns[c].title.size();
            for (const auto& row : table.rows) widest = std::max(widest, shown(row[c], c).size());
            widths_.push_back(widest);
        }
    }

    std::string all() const {
        std::vector<std::size_t> chosen(table_.columns.size());
        std::iota(chosen.begin(), chosen.end(), std::size_t{0});
        return table_.keys == 0 || width_of(chosen) <= width_ ? lines(chosen) : parts();
    }

private:
    std::string shown(const std::string& cell, std::size_t c) const {
        return c + 1 == table_.columns.size() ? cell : cut(cell, table_.widest);
    }

    std::size_t width_of(const std::vector<std::size_t>& chosen) const {
        std::size_t width = 0;
        for (const std::size_t c : chosen) width += widths_[c] + gap;
        return width - gap;
    }

    // As many columns as the page holds at a time, behind the keys.
    std::string parts() const {
        std::vector<std::size_t> keys(table_.keys);
        std::iota(keys.begin(), keys.end(), std::size_t{0});
        std::string out;
        std::vector<std::size_t> chosen = keys;
        for (std::size_t c = table_.keys; c < table_.columns.size(); ++c) {
            chosen.push_back(c);
            if (width_of(chosen) <= width_ || chosen.size() == keys.size() + 1) continue;
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
            if (table_.keys == 0 && c + 1 == table_.columns.size() && text.size() + cell.size() > width_)
                return text + wrap(cell, width_, text.size(), text.size()).substr(text.size());
            text += table_.columns[c].align == Align::left ? fmt::format("{:<{}}", cell, widths_[c])
                                                           : fmt::format("{:>{}}", cell, widths_[c]);
            text.append(gap, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text + "\n";
    }

    const Table& table_;
    std::size_t width_;
    std::vector<std::size_t> widths_;
};

}  // namespace

std::string table_text(const Table& table, std::size_t width) {
    return Layout(table, width).all();
}

}  // namespace pin3
