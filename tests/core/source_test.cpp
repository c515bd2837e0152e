#include "core/source.hpp"

#include "core/utf8.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

void expect_position(const Source& source, std::size_t offset, std::size_t line, std::size_t column) {
    const auto found = position(source, offset);
    EXPECT_EQ(found.line, line) << "at " << offset;
    EXPECT_EQ(found.column, column) << "at " << offset;
}

TEST(Positions, count_lines_and_characters_from_one) {
    const Source source{"a", "ab\ncd\n"};
    expect_position(source, 0, 1, 1);
    expect_position(source, 2, 1, 3);
    expect_position(source, 3, 2, 1);
    expect_position(source, 6, 3, 1);
}

TEST(Positions, behind_the_end_are_the_end) {
    expect_position(Source{"a", "ab"}, 99, 1, 3);
}

TEST(Positions, count_a_multibyte_character_once) {
    expect_position(Source{"a", "\u00B5\u03A9x"}, 4, 1, 3);
}

TEST(Positions, do_not_count_a_byte_order_mark) {
    expect_position(Source{"a", "\uFEFFx = 1"}, 5, 1, 3);
}

TEST(Lines, come_without_their_end_of_either_kind) {
    const Source source{"a", "one\r\ntwo\nthree"};
    EXPECT_EQ(line_at(source, 1), "one");
    EXPECT_EQ(line_at(source, 3), "one");
    EXPECT_EQ(line_at(source, 6), "two");
    EXPECT_EQ(line_at(source, 99), "three");
}

TEST(Spans, give_their_text_and_nothing_without_a_source) {
    const Source source{"a", "rout = 1k"};
    EXPECT_EQ(text({&source, 7, 9}), "1k");
    EXPECT_EQ(text({&source, 7, 99}), "1k");
    EXPECT_EQ(text({}), "");
}

TEST(Utf8, refuses_overlong_forms_surrogates_and_cut_characters) {
    for (const std::string_view bytes :
         {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x86", "\x80"}) {
        EXPECT_FALSE(character_at(bytes, 0).valid);
        EXPECT_EQ(character_at(bytes, 0).length, 1u);
    }
    EXPECT_EQ(character_at("\u2192", 0).code, U'\u2192');
}

}  // namespace
}  // namespace pin3
