// How units are spelt: prefixes, symbols, and what stands below a fraction bar.
#pragma once

#include "core/unit.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace pin3 {

// One way to read a word such as "kHz", "m" or "pF/m".
struct UnitReading {
    std::optional<Unit> unit;  // none when the word is only a prefix
    int exponent10 = 0;
    double divisor = 1;  // other than 1 only for lengths that are no power of ten of a metre
};

// All readings of a word: "m" is a metre and it is milli. Empty when it is neither a unit nor a prefix. A
// lone `M` is not read: it is milli in SPICE and mega everywhere else.
std::vector<UnitReading> unit_readings(std::string_view word);

// The power of ten of a prefix that may stand alone behind a number or in place of the decimal point (4k7).
std::optional<int> prefix_exponent(std::string_view word);

// The right spelling of a word whose capitals are wrong ("khz" is "kHz"); empty when there is none.
std::string_view respelt(std::string_view word);

}  // namespace pin3
