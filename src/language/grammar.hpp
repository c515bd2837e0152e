// The grammar's entry points: one for each piece of text that is parsed in one go. parse() puts the pieces
// together, so that it can report an error and go on behind it.
#pragma once

#include "language/syntax.hpp"
#include "language/trace.hpp"

namespace pin3::grammar {

// Each reads from `first`, moves it behind what was read, and notes in the trace what would have fitted at
// the end. On failure `first` stays and nothing is returned.

// A statement; of a definition or a sweep only what stands in front of the brace.
std::optional<syntax::Statement> statement(const char*& first, Trace& trace);

// "{"
bool opening_brace(const char*& first, Trace& trace);

// "}"
bool closing_brace(const char*& first, Trace& trace);

// NAME "=" value [","]
std::optional<syntax::Parameter> parameter(const char*& first, Trace& trace);

std::optional<syntax::Value> value(const char*& first, Trace& trace);

// Moves behind blanks, line ends and comments.
void skip_blanks(const char*& first, const Trace& trace);

}  // namespace pin3::grammar
