// Rows and columns for people.
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
    // Leading columns that say whose a row is. As text a table that is wider than the page falls into parts
    // that repeat them; 0: its last column is wrapped instead.
    std::size_t keys = 0;
    // Cells are cut to this many characters as text, with ".." at the end; the last column never.
    std::size_t widest = 24;
    bool when_empty = false;  // shown without a row too, its titles then say what there would be
};

// Aligned, two blanks between columns; `width`: columns of the page.
std::string table_text(const Table& table, std::size_t width = 80);

}  // namespace pin3
