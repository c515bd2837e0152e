// The words that begin statements. They are not reserved: `pin3 = ground` is a value.
#pragma once

#include <array>
#include <string_view>

namespace pin3 {

inline constexpr std::array<std::string_view, 9> keywords{"use",   "output", "input", "cable", "ground",
                                                          "opamp", "link",   "sweep", "expect"};

// The keyword that stands at `at`, or nothing.
std::string_view keyword_at(std::string_view text, std::size_t at);

// Whether `at` is the first thing in its line that is not blank.
bool first_in_line(std::string_view text, std::size_t at);

// Whether a statement begins at `at` for certain: a keyword, first in its line, with what belongs behind it.
// `ground = 1` in a list of parameters is none.
bool statement_begins(std::string_view text, std::size_t at);

// The next place from `from` where a statement seems to begin, or the end of the text: a keyword, first in
// its line, that is no parameter's name. Where a text goes on after an error.
std::size_t next_statement(std::string_view text, std::size_t from);

}  // namespace pin3
