// The comments of a source, which the syntax tree does not hold.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pin3 {

struct Comment {
    std::size_t begin = 0;  // of the `#`
    std::string_view text;  // with the `#`, without blanks at its end
};

// All comments of a text, in order. A `#` in a string begins none.
std::vector<Comment> comments_of(std::string_view text);

}  // namespace pin3
