// Text to syntax tree.
#pragma once

#include "core/diagnostic.hpp"
#include "language/syntax.hpp"

namespace pin3 {

struct Parsed {
    syntax::File file;        // the statements that are whole; those in error are left out
    Diagnostics diagnostics;  // all errors of the text, in order, at most 20
};

Parsed parse(SourcePtr source);

// Reads a value as the right-hand side of a parameter ("10k 1%", "(source, 1k)", "open"): defaults in the
// catalog's tables.
struct ParsedValue {
    std::optional<syntax::Value> value;
    Diagnostics diagnostics;
};
ParsedValue parse_value(const SourcePtr& source);

}  // namespace pin3
