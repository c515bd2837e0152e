// Tables as text and Markdown.
#include "report/format.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace pin3 {
namespace {

const Table small{{{"link", Align::left}, {"50 Hz"}, {"verdict", Align::left}},
                  {{"a", "26.0", "holds"}, {"longer", ">180.0", ""}}};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

TEST(Table, aligns_its_columns_two_blanks_apart_and_leaves_no_blank_at_the_end) {
    EXPECT_EQ(table_text(small),
              "link     50 Hz  verdict\n"
              "a         26.0  holds\n"
              "longer  >180.0\n");
}

TEST(Table, cuts_long_cells_but_not_those_of_the_last_column) {
    const std::string thirty(30, 'x');
    Table table{{{"name", Align::left}, {"what", Align::left}}, {{thirty, thirty}}};
    EXPECT_EQ(table_text(table),
              "name                      what\n" + std::string(22, 'x') + "..  " + thirty + "\n");
    table.widest = 10;
    EXPECT_EQ(lines_of(table_text(table))[1], std::string(8, 'x') + "..  " + thirty);
    EXPECT_EQ(lines_of(table_text({{{"name"}, {"b"}}, {{std::string(24, 'y'), "1"}}}))[1],
              std::string(24, 'y') + "  1")
        << "just fits";
}

TEST(Table, wraps_the_last_column_into_the_page_under_itself) {
    const Table table{{{"name", Align::left}, {"what it is", Align::left}},
                      {{"first", "words that take more than one line here"}, {"second", "few"}}};
    EXPECT_EQ(table_text(table, 30),
              "name    what it is\n"
              "first   words that take more\n"
              "        than one line here\n"
              "second  few\n");
}

TEST(Table, falls_into_parts_that_repeat_its_keys_when_it_is_wider_than_the_page) {
    Table table{{{"link", Align::left}}, {{"one"}, {"two"}}, 1};
    for (int i = 0; i < 9; ++i) {
        table.columns.push_back({"column " + std::to_string(i)});
        for (auto& row : table.rows) row.push_back(std::to_string(100 + i));
    }
    const std::string text = table_text(table, 40);
    std::size_t keys = 0, columns = 0;
    for (const std::string& line : lines_of(text)) {
        EXPECT_LE(line.size(), 40u);
        if (line.starts_with("link")) {
            ++keys;
            for (std::size_t at = line.find("column"); at != std::string::npos;
                 at = line.find("column", at + 1))
                ++columns;
        }
    }
    EXPECT_EQ(columns, 9u);
    EXPECT_EQ(keys, 3u);  // 4 + 3 x 10 of 40 columns at a time
}

TEST(Table, without_rows_is_its_titles) {
    EXPECT_EQ(table_text({{{"a"}, {"b"}}, {}}), "a  b\n");
}

TEST(Table, becomes_markdown_with_its_alignment) {
    EXPECT_EQ(render({.sections = {{"", {small}}}}, *find_format("markdown")),
              "| link | 50 Hz | verdict |\n"
              "| :--- | ---: | :--- |\n"
              "| a | 26.0 | holds |\n"
              "| longer | >180.0 |  |\n");
}

}  // namespace
}  // namespace pin3
