#include "core/e_series.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace pin3 {
namespace {

// Two digits; E12, E6 and E3 are every second, fourth and eighth of them (IEC 60063, table 1).
constexpr std::array e24 = {10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30,
                            33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91};

// Three digits: 100 · 10^(n/192) rounded; 920 where that gives 919 (IEC 60063, table 2). E96 and E48 are
// every second and fourth of them.
int of_e192(int n) {
    const int value = static_cast<int>(std::lround(100 * std::pow(10.0, n / 192.0)));
    return value == 919 ? 920 : value;
}

// The n-th value of a series as a whole number of hundredths of its decade.
int hundredths(int series, int n) {
    return series <= 24 ? 10 * e24.at(static_cast<std::size_t>(n) * static_cast<std::size_t>(24 / series))
                        : of_e192(n * (192 / series));
}

}  // namespace

std::optional<int> e_series(std::string_view name) {
    if (name.size() < 2 || (name[0] != 'E' && name[0] != 'e')) return std::nullopt;
    int series = 0;
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), series);
    static constexpr std::array known = {3, 6, 12, 24, 48, 96, 192};
    if (error != std::errc() || end != name.data() + name.size() ||
        std::find(known.begin(), known.end(), series) == known.end())
        return std::nullopt;
    return series;
}

std::vector<double> preferred_values(int series, double low, double high) {
    std::vector<double> values;
    // a limit that is a value itself may miss it by rounding
    const double from = low * (1 - 1e-9), to = high * (1 + 1e-9);
    for (int decade = static_cast<int>(std::floor(std::log10(from))); std::pow(10.0, decade) <= to; ++decade)
        for (int n = 0; n < series; ++n) {
            // by a power of ten that is exact: 4.7e-9 comes out as that is read
            const int exponent = decade - 2;
            const double whole = hundredths(series, n);
            const double value =
                exponent < 0 ? whole / std::pow(10.0, -exponent) : whole * std::pow(10.0, exponent);
            if (value >= from && value <= to) values.push_back(value);
        }
    return values;
}

}  // namespace pin3
