// Syntax tree to text.
#pragma once

#include "language/syntax.hpp"

#include <string>

namespace pin3 {

// The tree as canonical description text; parse(print(tree)) is the same tree but for spans.
std::string print(const syntax::File& file);

// The source laid out canonically: comments and blank lines between blocks kept, columns of neighbouring
// definitions aligned. Idempotent. The file must have parsed without errors.
std::string format(const syntax::File& file);

// The tree as an indented outline, for --dump=syntax.
std::string dump(const syntax::File& file);

}  // namespace pin3
