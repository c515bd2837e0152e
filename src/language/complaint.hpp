// From what a parse left behind to a message that a user can act on.
#pragma once

#include "language/trace.hpp"

namespace pin3 {

// Where in the text an error stands: it decides what is proposed as the next step.
enum class Construct { top, use, definition, link, sweep, expectation, parameters, value };

// The error at the farthest place of the trace: what stood there, what would have fitted, what to write.
Diagnostic syntax_error(const Trace& trace, Construct construct);

// The character or word that stands at a place, as far as a caret should underline it.
std::string_view token_at(std::string_view text, std::size_t at);

}  // namespace pin3
