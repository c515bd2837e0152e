#include "language/parse.hpp"
#include "language/print.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace pin3 {
namespace {

std::string formatted(std::string text) {
    const auto parsed = parse(std::make_shared<Source>(Source{"a.pin3", std::move(text)}));
    for (const auto& diagnostic : parsed.diagnostics) ADD_FAILURE() << render(diagnostic);
    return format(parsed.file);
}

void expect_formatted(const std::string& before, const std::string& after) {
    EXPECT_EQ(formatted(before), after);
    EXPECT_EQ(formatted(after), after);
}

TEST(Formatting, leaves_a_file_alone_that_is_laid_out_well) {
    std::ifstream file(PIN3_TEST_DIR "/cases/north_star.input", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    ASSERT_FALSE(text.empty());
    EXPECT_EQ(formatted(text), text);
}

TEST(Formatting, aligns_the_columns_of_definitions_and_links) {
    expect_formatted(
        "output a:unbalanced{rout=1k}\ncable lead : coax {length=1 m}\nlink one=a->lead->mixer@rack\nlink "
        "two=abc->x->y\n",
        "output a     : unbalanced { rout = 1k }\n"
        "cable  lead  : coax       { length = 1 m }\n"
        "link one     = a   -> lead -> mixer @ rack\n"
        "link two     = abc -> x    -> y\n");
}

TEST(Formatting, writes_rows_of_parts_in_one_way) {
    expect_formatted("input a : difference { r1 = 3x100k 1%, r2=3  x 100k, r3 = 3 \u00D7 100k, x = 2 }\n",
                     "input a : difference { r1 = 3 x 100k 1%, r2 = 3 x 100k, r3 = 3 x 100k, x = 2 }\n");
}

TEST(Formatting, of_a_single_definition_makes_no_columns) {
    expect_formatted("output   a:unbalanced", "output a : unbalanced\n");
}

TEST(Formatting, keeps_comments_where_they_were_and_at_most_one_blank_line) {
    expect_formatted("\n\n# head\n\n\n\nuse \"a.pin3\"    # why\n# tail",
                     "# head\n\nuse \"a.pin3\"  # why\n# tail\n");
}

TEST(Formatting, keeps_a_block_of_several_lines_and_the_groups_in_it) {
    expect_formatted("output a : b { # head\n\n x = 1, y = 2, # both\n\n\n # own\n z = (1,\n2)\n\n}\n",
                     "output a : b {  # head\n"
                     "    x = 1, y = 2  # both\n"
                     "\n"
                     "    # own\n"
                     "    z = (1, 2)\n"
                     "}\n");
}

TEST(Formatting, moves_a_comment_out_of_the_midst_of_a_statement) {
    expect_formatted("link a = # to the desk\n  b -> c\n", "# to the desk\nlink a = b -> c\n");
    expect_formatted("output a : b {\n x = (1, # one\n 2)\n}\n",
                     "output a : b {\n    # one\n    x = (1, 2)\n}\n");
}

TEST(Formatting, gives_each_parameter_a_line_where_one_line_would_be_too_long) {
    const std::string name(40, 'n');
    expect_formatted(
        "output a : b { " + name + "1 = 1, " + name + "2 = 2, " + name + "3 = 3 }\n",
        "output a : b {\n    " + name + "1 = 1\n    " + name + "2 = 2\n    " + name + "3 = 3\n}\n");
}

TEST(Formatting, turns_line_ends_of_other_systems_into_plain_ones_and_drops_the_byte_order_mark) {
    expect_formatted("\uFEFFuse \"a.pin3\"\r\n\r\nuse \"b.pin3\" # c\r\n",
                     "use \"a.pin3\"\n\nuse \"b.pin3\"  # c\n");
}

TEST(Formatting, of_nothing_is_nothing) {
    expect_formatted("", "");
}

}  // namespace
}  // namespace pin3
