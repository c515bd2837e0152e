#include "core/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pin3 {

namespace {

struct UnitEntry {
    std::string_view symbol;
    std::string_view quantity;
    bool prefixed;  // whether kilo and milli are said of it
};

// In the order of enum Unit.
constexpr std::array<UnitEntry, 22> entries{{
    {"", "a plain number", false},
    {"ohm", "a resistance", true},
    {"F", "a capacitance", true},
    {"H", "an inductance", true},
    {"V", "a voltage", true},
    {"A", "a current", true},
    {"Hz", "a frequency", true},
    {"s", "a time", true},
    {"m", "a length", true},
    {"m2", "an area", false},
    {"%", "a percentage", false},
    {"dB", "a ratio in decibels", false},
    {"dBu", "a level in dBu", false},
    {"dBV", "a level in dBV", false},
    {"ohm/m", "a resistance per metre", true},
    {"F/m", "a capacitance per metre", true},
    {"H/m", "an inductance per metre", true},
    {"V/s", "a slew rate", true},
    {"V/m", "a field strength", true},
    {"T", "a magnetic flux density", true},
    {"V/rtHz", "a voltage noise density", true},
    {"A/rtHz", "a current noise density", true},
}};
static_assert(static_cast<std::size_t>(Unit::ampere_per_root_hertz) + 1 == entries.size());

const UnitEntry& entry_of(Unit unit) {
    return entries[static_cast<std::size_t>(unit)];
}

constexpr std::array<std::string_view, 10> prefixes{"f", "p", "n", "u", "m", "", "k", "M", "G", "T"};
constexpr int smallest_prefix = -5;  // of `prefixes`, in steps of a thousand
constexpr int largest_prefix = 4;

// The decimal exponent of a finite value that is not 0, after rounding to so many significant digits.
int rounded_exponent(double value, int digits) {
    const auto text = fmt::format("{:.{}e}", value, digits - 1);
    int exponent = 0;
    const auto* begin = text.data() + text.find('e') + 1;
    if (*begin == '+') ++begin;
    std::from_chars(begin, text.data() + text.size(), exponent);
    return exponent;
}

}  // namespace

std::string_view symbol(Unit unit) {
    return entry_of(unit).symbol;
}

std::string_view quantity_name(Unit unit) {
    return entry_of(unit).quantity;
}

std::string engineering(double value, Unit unit, int digits) {
    auto unit_symbol = symbol(unit);
    const auto blank = unit_symbol.empty() ? "" : " ";
    digits = std::clamp(digits, 1, 17);
    if (value == 0 || !std::isfinite(value)) return fmt::format("{:g}{}{}", value, blank, unit_symbol);

    if (unit == Unit::volt_per_second) {  // op-amps are specified in volts a microsecond
        value *= 1e-6;
        unit_symbol = "V/us";
    }
    const int exponent = rounded_exponent(value, digits);
    const int thousands = static_cast<int>(std::floor(exponent / 3.0));
    const bool prefixed = entry_of(unit).prefixed && unit != Unit::volt_per_second;
    const bool fits = thousands >= smallest_prefix && thousands <= largest_prefix;
    if (!prefixed || !fits) return fmt::format("{:.{}g}{}{}", value, std::max(digits, 1), blank, unit_symbol);

    const auto scaled = value * std::pow(10.0, -3 * thousands);
    // Fixed notation, so that 999 ohm asked with two digits is 1 kohm and 120 ohm is not 1.2e+02 ohm.
    const int decimals = std::max(0, digits - 1 - (exponent - 3 * thousands));
    auto number = fmt::format("{:.{}f}", scaled, decimals);
    if (number.find('.') != std::string::npos) {
        number.erase(number.find_last_not_of('0') + 1);
        if (number.back() == '.') number.pop_back();
    }
    return number + blank + std::string(prefixes[static_cast<std::size_t>(thousands - smallest_prefix)]) +
           std::string(unit_symbol);
}

std::string shortest(double value) {
    std::array<char, 64> buffer{};
    // Plain digits where a person would write them: from 0.0001 to below 1e16.
    const auto size = std::abs(value);
    const bool plain = value == 0 || (size >= 1e-4 && size < 1e16);
    const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format).ptr;
    return {buffer.data(), end};
}

}  // namespace pin3
