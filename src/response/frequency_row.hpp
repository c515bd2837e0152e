// Frequencies at which values are known, and the look-up of those values.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <utility>
#include <vector>

namespace pin3 {

// Hz, ascending where values are asked for between them. Values stand beside it in columns of the same
// length: vectors with an entry a frequency.
struct FrequencyRow : std::vector<double> {
    using std::vector<double>::vector;
    FrequencyRow(std::vector<double> hertz) : std::vector<double>(std::move(hertz)) {}

    bool has(double hertz) const { return std::find(begin(), end(), hertz) != end(); }

    // Where a frequency stands, exactly that one; throws std::out_of_range where it does not.
    std::size_t index_of(double hertz) const {
        const auto found = std::find(begin(), end(), hertz);
        if (found == end()) throw std::out_of_range(fmt::format("nothing is known at {} Hz", hertz));
        return static_cast<std::size_t>(found - begin());
    }

    // What a column has at a frequency of the row.
    template <typename Value>
    const Value& of(const std::vector<Value>& column, double hertz) const {
        return column.at(index_of(hertz));
    }

    // What a column comes to at any frequency: linear over the logarithm between two, the nearer end's value
    // outside.
    template <typename Value>
    Value between(const std::vector<Value>& column, double hertz) const {
        const auto above = std::lower_bound(begin(), end(), hertz);
        if (above == begin()) return column.front();
        if (above == end()) return column.back();
        const auto k = static_cast<std::size_t>(above - begin());
        const double below_hz = (*this)[k - 1], above_hz = (*this)[k];
        const double share = std::log(hertz / below_hz) / std::log(above_hz / below_hz);
        return column[k - 1] + share * (column[k] - column[k - 1]);
    }
};

}  // namespace pin3
