// From the spelling of a number to its value. The unit decides what a suffix means: `10 m` is ten metres for
// a length and ten milliohm for a resistance.
#pragma once

#include "core/diagnostic.hpp"
#include "core/unit.hpp"

#include <string_view>
#include <variant>

namespace pin3 {

// Reads `text` (as SPICE and IEC 60062 write numbers: 10k, 4k7, 0R1, 100n, 1meg, 2.2 uF, 1e3, 100 mV, 0.5 %)
// as a quantity of the expected unit and returns it in the base unit, or what is wrong with it (bad_number,
// unit_mismatch) at `span`.
std::variant<double, Diagnostic> read_quantity(std::string_view text, Unit expected, const Span& span);

// The same where more than one unit is right, as for a level in V, mV, dBu or dBV: the value and the unit
// that was read. A bare number has the first of them.
struct Measured {
    double value;
    Unit unit;
};
std::variant<Measured, Diagnostic> read_quantity(std::string_view text, std::span<const Unit> allowed,
                                                 const Span& span);

// Whether a word that stands behind a number and a blank belongs to the number: `m`, `mV`, `kHz`, `ohm`,
// `pF/m`, `%`.
bool is_unit_word(std::string_view word);

}  // namespace pin3
