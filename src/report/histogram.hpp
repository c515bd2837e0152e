// How many units have which figure.
#pragma once

#include "production/sample.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace pin3 {

struct Histogram {
    std::string title;
    double low = 0, step = 1;           // dB: the first interval is from low to low + step
    std::vector<std::uint64_t> counts;  // the last one's are of that and more
};

// Round intervals, from the least value to the 99 % quantile.
Histogram histogram_of(std::string title, const Sample& sample);

// Drawn with characters: the title, and a row an interval with its count as a bar.
std::string histogram_text(const Histogram& histogram, std::size_t columns);

}  // namespace pin3
