#include "core/codes.hpp"
#include "core/diagnostic.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

std::string rendered(const Source& source, std::uint32_t begin, std::uint32_t end, RenderStyle style = {}) {
    return render({Code::unknown_parameter, {&source, begin, end}, "what is wrong", {}, "what to do"}, style);
}

TEST(Rendering, shows_the_place_the_line_a_caret_and_the_next_step) {
    const Source source{"synth.pin3", "# one\noutput a : b { routt = 1k }\n"};
    EXPECT_EQ(render({Code::unknown_parameter,
                      {&source, 21, 26},
                      "`b` has no `routt`",
                      "`rout`",
                      "did you mean `rout`?"}),
              "synth.pin3:2:16: error[P102]: `b` has no `routt`\n"
              " 2 | output a : b { routt = 1k }\n"
              "   |                ^^^^^\n"
              "   = expected: `rout`\n"
              "   = help: did you mean `rout`?\n");
}

TEST(Rendering, expands_tabs_so_that_the_caret_stands_below_its_text) {
    const Source source{"a", "\tr\t= 1x\n"};
    EXPECT_EQ(rendered(source, 5, 7),
              "a:1:6: error[P102]: what is wrong\n"
              " 1 |     r   = 1x\n"
              "   |           ^^\n"
              "   = help: what to do\n");
}

TEST(Rendering, counts_characters_and_not_bytes) {
    const Source source{"a", "c = 10 \u00B5F 5\n"};
    EXPECT_EQ(rendered(source, 11, 12),
              "a:1:11: error[P102]: what is wrong\n"
              " 1 | c = 10 \u00B5F 5\n"
              "   |           ^\n"
              "   = help: what to do\n");
}

TEST(Rendering, leaves_out_the_carriage_return_of_a_line_end) {
    const Source source{"a", "r = x\r\ns = 2\r\n"};
    EXPECT_EQ(rendered(source, 4, 7),
              "a:1:5: error[P102]: what is wrong\n"
              " 1 | r = x\n"
              "   |     ^\n"
              "   = help: what to do\n");
}

TEST(Rendering, puts_a_caret_behind_the_last_character_at_the_end_of_the_file) {
    const Source source{"a", "r ="};
    EXPECT_EQ(rendered(source, 3, 3),
              "a:1:4: error[P102]: what is wrong\n"
              " 1 | r =\n"
              "   |    ^\n"
              "   = help: what to do\n");
}

TEST(Rendering, of_an_empty_file_still_has_a_place) {
    const Source source{"a", ""};
    EXPECT_EQ(rendered(source, 0, 0),
              "a:1:1: error[P102]: what is wrong\n"
              " 1 |\n"
              "   | ^\n"
              "   = help: what to do\n");
}

TEST(Rendering, shows_bytes_that_would_steer_the_terminal_as_question_marks) {
    const Source source{"a\033[2J", "r = \033[31m\x80 \u202Ex\n"};
    EXPECT_EQ(render({Code::bad_text, {&source, 4, 5}, "seen \033[2J", {}, {}}),
              "a?[2J:1:5: error[P006]: seen ?[2J\n"
              " 1 | r = ?[31m? ?x\n"
              "   |     ^\n");
}

TEST(Rendering, cuts_a_long_line_around_the_caret) {
    std::string line(300, 'x');
    line += " ! ";
    line.append(300, 'y');
    const Source source{"a", line};
    const auto text = rendered(source, 301, 302);
    EXPECT_EQ(text,
              "a:1:302: error[P102]: what is wrong\n"
              " 1 | ..." +
                  std::string(29, 'x') + " ! " + std::string(68, 'y') +
                  "...\n"
                  "   | " +
                  std::string(33, ' ') +
                  "^\n"
                  "   = help: what to do\n");
}

TEST(Rendering, underlines_a_span_of_several_lines_up_to_the_end_of_its_first) {
    const Source source{"a", "output {\n r\n}\n"};
    EXPECT_EQ(rendered(source, 7, 13),
              "a:1:8: error[P102]: what is wrong\n"
              " 1 | output {\n"
              "   |        ^\n"
              "   = help: what to do\n");
}

TEST(Rendering, without_a_place_has_neither_position_nor_excerpt) {
    EXPECT_EQ(render({Code::no_ngspice, {}, "ngspice is not installed", {}, "install it"}),
              "error[P401]: ngspice is not installed\n = help: install it\n");
}

TEST(Rendering, says_warning_for_a_warning_and_indents_further_lines_of_help) {
    EXPECT_EQ(render({Code::too_many_errors, {}, "more", {}, "first\nsecond", Severity::warning}),
              "warning[P005]: more\n = help: first\n         second\n");
}

TEST(Rendering, in_colour_differs_only_by_escape_sequences) {
    const Source source{"a", "r = x\n"};
    auto coloured = rendered(source, 4, 5, {true});
    EXPECT_NE(coloured.find("\033[1;31m"), std::string::npos);
    for (auto at = coloured.find('\033'); at != std::string::npos; at = coloured.find('\033')) {
        coloured.erase(at, coloured.find('m', at) + 1 - at);
    }
    EXPECT_EQ(coloured, rendered(source, 4, 5));
}

}  // namespace
}  // namespace pin3
