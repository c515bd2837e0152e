// Cells and rows as CSV (RFC 4180).
#pragma once

#include "report/document.hpp"

#include <string>
#include <string_view>

namespace pin3 {

// The text in quotes, those in it doubled.
std::string csv_quoted(std::string_view text);

// The text, in quotes where it holds what would end a cell or begin another.
std::string csv_cell(std::string_view text);

// A line of names, and a line a row.
std::string csv_text(const Sheet& sheet);

}  // namespace pin3
