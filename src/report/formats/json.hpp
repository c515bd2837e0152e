// Data as JSON text, and back. Numbers come back as they were, to the last bit.
#pragma once

#include "report/data.hpp"

#include <iosfwd>
#include <string>
#include <variant>

namespace pin3 {

// Ends with a newline. `indent`: blanks a level; negative: all in one line. Bytes that are not UTF-8, which
// names and paths may hold, are replaced.
std::string json_text(const Data& data, int indent = 2);

// What the text says, or why it is no JSON.
std::variant<Data, std::string> read_json(std::istream& text);

}  // namespace pin3
