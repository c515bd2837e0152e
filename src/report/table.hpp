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

// Two blanks between columns, each line indented; cells of left columns are cut to `widest` characters with ".." at the end.
std::string table_text(const Table& table, std::size_t indent = 2, std::size_t widest = 24);
std::string table_markdown(const Table& table);

}  // namespace pin3
