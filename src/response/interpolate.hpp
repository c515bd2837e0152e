// Values between the frequencies at which they are known.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace pin3 {

// Of a column over ascending frequencies: linear over their logarithm, the nearer end's value outside.
template <typename Value>
Value interpolated(const std::vector<double>& hertz, const std::vector<Value>& values, double at) {
    const auto above = std::lower_bound(hertz.begin(), hertz.end(), at);
    if (above == hertz.begin()) return values.front();
    if (above == hertz.end()) return values.back();
    const auto k = static_cast<std::size_t>(above - hertz.begin());
    const double share = std::log(at / hertz[k - 1]) / std::log(hertz[k] / hertz[k - 1]);
    return values[k - 1] + share * (values[k] - values[k - 1]);
}

}  // namespace pin3
