// Prose in lines of limited width.
#pragma once

#include <string>
#include <string_view>

namespace pin3 {

// Words of `text` in lines of at most `width` columns; the first behind `indent` blanks, the others behind
// `hanging`. Ends with a newline.
std::string wrap(std::string_view text, std::size_t width, std::size_t indent = 0, std::size_t hanging = 0);

}  // namespace pin3
