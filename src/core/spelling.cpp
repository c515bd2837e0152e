#include "core/spelling.hpp"

#include <algorithm>
#include <array>

namespace pin3 {

namespace {

struct Prefix {
    std::string_view text;
    int exponent10;
    bool alone;  // may stand without a unit
};

constexpr std::array<Prefix, 19> prefixes{{
    {"f", -15, true},     {"p", -12, true}, {"n", -9, true},  {"u", -6, true}, {"\u00B5", -6, true},
    {"\u03BC", -6, true}, {"m", -3, true},  {"c", -2, false}, {"k", 3, true},  {"K", 3, true},
    {"meg", 6, true},     {"Meg", 6, true}, {"MEG", 6, true}, {"M", 6, false}, {"g", 9, true},
    {"G", 9, true},       {"t", 12, true},  {"T", 12, false}, {"", 0, false},
}};

struct Base {
    std::string_view text;
    Unit unit;
    bool prefixed;
    int exponent10 = 0;
};

// The prefix of a squared metre is squared with it, so these stand whole.
constexpr std::array<Base, 24> bases{{
    {"ohm", Unit::ohm, true},
    {"Ohm", Unit::ohm, true},
    {"ohms", Unit::ohm, true},
    {"\u03A9", Unit::ohm, true},
    {"\u2126", Unit::ohm, true},
    {"R", Unit::ohm, true},
    {"F", Unit::farad, true},
    {"H", Unit::henry, true},
    {"Hz", Unit::hertz, true},
    {"V", Unit::volt, true},
    {"A", Unit::ampere, true},
    {"s", Unit::second, true},
    {"m", Unit::metre, true},
    {"m2", Unit::square_metre, false},
    {"cm2", Unit::square_metre, false, -4},
    {"mm2", Unit::square_metre, false, -6},
    {"m\u00B2", Unit::square_metre, false},
    {"cm\u00B2", Unit::square_metre, false, -4},
    {"mm\u00B2", Unit::square_metre, false, -6},
    {"T", Unit::tesla, true},
    {"%", Unit::percent, false},
    {"dB", Unit::decibel, false},
    {"dBu", Unit::dbu, false},
    {"dBV", Unit::dbv, false},
}};

enum class Below { length, time, root_frequency };

struct Denominator {
    std::string_view text;
    Below kind;
    int exponent10;  // of one over it
    double divisor;
};

constexpr double metres_a_foot = 0.3048;  // the international foot, exact

constexpr std::array<Denominator, 12> denominators{{
    {"m", Below::length, 0, 1},
    {"km", Below::length, -3, 1},
    {"cm", Below::length, 2, 1},
    {"ft", Below::length, 0, metres_a_foot},
    {"s", Below::time, 0, 1},
    {"ms", Below::time, 3, 1},
    {"us", Below::time, 6, 1},
    {"\u00B5s", Below::time, 6, 1},
    {"\u03BCs", Below::time, 6, 1},
    {"rtHz", Below::root_frequency, 0, 1},
    {"sqrtHz", Below::root_frequency, 0, 1},
    {"\u221AHz", Below::root_frequency, 0, 1},
}};

std::optional<Unit> fraction(Unit above, Below below) {
    switch (below) {
        case Below::length:
            if (above == Unit::ohm) return Unit::ohm_per_metre;
            if (above == Unit::farad) return Unit::farad_per_metre;
            if (above == Unit::henry) return Unit::henry_per_metre;
            if (above == Unit::volt) return Unit::volt_per_metre;
            return {};
        case Below::time:
            if (above == Unit::volt) return Unit::volt_per_second;
            return {};
        case Below::root_frequency:
            if (above == Unit::volt) return Unit::volt_per_root_hertz;
            if (above == Unit::ampere) return Unit::ampere_per_root_hertz;
            return {};
    }
    return {};
}

void add_reading(std::vector<UnitReading>& readings, const Prefix& prefix, const Base& base,
                 std::string_view below) {
    if (!prefix.text.empty() && !base.prefixed) return;
    if (prefix.text == "c" && base.unit != Unit::metre) return;
    if (below.empty()) {
        readings.push_back({base.unit, prefix.exponent10 + base.exponent10, 1});
        return;
    }
    for (const auto& denominator : denominators) {
        if (denominator.text != below) continue;
        if (const auto unit = fraction(base.unit, denominator.kind)) {
            readings.push_back({unit, prefix.exponent10 + denominator.exponent10, denominator.divisor});
        }
    }
}

bool same_but_for_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::vector<UnitReading> unit_readings(std::string_view word) {
    const auto bar = word.find('/');
    const auto above = word.substr(0, bar);
    const auto below = bar == std::string_view::npos ? std::string_view{} : word.substr(bar + 1);
    std::vector<UnitReading> readings;
    if (bar != std::string_view::npos && below.empty()) return readings;
    for (const auto& prefix : prefixes) {
        if (!above.starts_with(prefix.text)) continue;
        const auto rest = above.substr(prefix.text.size());
        for (const auto& base : bases) {
            if (base.text == rest) add_reading(readings, prefix, base, below);
        }
        if (rest.empty() && prefix.alone && below.empty()) readings.push_back({{}, prefix.exponent10, 1});
    }
    return readings;
}

std::optional<int> prefix_exponent(std::string_view word) {
    for (const auto& prefix : prefixes) {
        if (prefix.alone && prefix.text == word) return prefix.exponent10;
    }
    return {};
}

std::string_view respelt(std::string_view word) {
    // What people write by habit; `mhz` is left out on purpose, it may be either.
    static constexpr std::array<std::string_view, 24> usual{
        "Hz", "kHz", "GHz", "dB", "dBu", "dBV", "V",  "mV",   "uV", "A", "mA", "uA",
        "F",  "uF",  "nF",  "pF", "H",   "mH",  "uH", "kohm", "n",  "p", "u",  "ohm"};
    const auto found = std::find_if(usual.begin(), usual.end(),
                                    [&](std::string_view right) { return same_but_for_case(word, right); });
    return found == usual.end() ? std::string_view{} : *found;
}

}  // namespace pin3
