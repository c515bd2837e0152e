// Characters of UTF-8 text, for columns and for telling text from other bytes.
#pragma once

#include <cstddef>
#include <string_view>

namespace pin3 {

struct Character {
    char32_t code = 0;       // meaningless when invalid
    std::size_t length = 1;  // bytes; an invalid byte counts as one
    bool valid = false;
};

// The character that starts at `offset`, which lies inside the text. Overlong forms, surrogates and code
// points above U+10FFFF are invalid.
Character character_at(std::string_view text, std::size_t offset);

// True for characters that would steer a terminal instead of being shown: C0 and C1 controls, and those that
// turn the direction of writing.
bool is_control(char32_t code);

// The number of characters; an invalid byte counts as one.
std::size_t count_characters(std::string_view text);

// U+FEFF, which some editors put in front of a file; it is no part of the text.
std::string_view byte_order_mark();

}  // namespace pin3
