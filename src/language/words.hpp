// What the words of a description come to: the text of a number or a string, the fraction of a tolerance.
// Errors in them go to the trace, each with its own place.
#pragma once

#include "language/syntax.hpp"
#include "language/trace.hpp"

#include <string>
#include <string_view>

namespace pin3::grammar {

// A number and its unit as written, but for one blank between them.
std::string literal_text(std::string_view written);

// What stands between the quotes of `written`, its escapes resolved. An escape that is none is an error.
std::string string_text(std::string_view written, Trace& trace);

// `written` begins with a quote and has no other in its line.
void report_endless_string(std::string_view written, Trace& trace);

// The percentage of a tolerance as a fraction. A tolerance of nothing, or of all there is, is an error.
double fraction_of(const syntax::Literal& percentage, Trace& trace);

}  // namespace pin3::grammar
