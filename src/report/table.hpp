// Rows and columns as aligned text, Markdown or CSV.
#pragma once

#include <string>
#include <vector>

namespace pin3 {

enum class Align { left, right };

struct Column {
    std::string title;
    Align align = Align::right;
};

struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows;
};

struct TableStyle {
    std::size_t widest =
        24;  // cells are cut to this many characters, with ".." at the end; the last column never
    std::size_t width = 80;  // columns of the page
    // Leading columns that each part repeats when the table is wider than the page and falls into parts; 0:
    // the last column is wrapped instead.
    std::size_t keys = 0;
};

// Two blanks between columns.
std::string table_text(const Table& table, const TableStyle& style = {});
std::string table_markdown(const Table& table);

}  // namespace pin3
