// Preferred values of resistors and capacitors, IEC 60063.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace pin3 {

// How many values a decade an E series has, from its name: 3, 6, 12, 24, 48, 96 or 192 for "E24".
std::optional<int> e_series(std::string_view name);

// The values of a series from `low` to `high`, both included where they are values, ascending. Needs 0 < low.
std::vector<double> preferred_values(int series, double low, double high);

}  // namespace pin3
