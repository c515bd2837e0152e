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
    std::size_t widest = 24;  // cells of all columns but the last are cut to this many characters, with ".." at the end
    std::size_t width = 0;    // columns of the page: the last cell of a row is wrapped into it; 0: not at all
};

// Two blanks between columns.
std::string table_text(const Table& table, const TableStyle& style = {});
std::string table_markdown(const Table& table);

}  // namespace pin3
