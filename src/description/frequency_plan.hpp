// At which frequencies something is asked: what `sweep { … }` says.
#pragma once

#include "catalog/parameter.hpp"

#include <vector>

namespace pin3 {

// A logarithmic curve (none where `points` is 0), and spots that are met exactly.
struct FrequencyPlan {
    double from = 0;            // Hz
    double to = 0;              // Hz
    int points = 0;             // a decade
    std::vector<double> spots;  // Hz
};

// Of a description without a `sweep`.
inline const FrequencyPlan ordinary_frequencies = {10, 100e3, 20, {}};

const std::vector<ParameterSpec>& sweep_parameters();

// Spots come in ascending order, each once.
FrequencyPlan frequencies_of(const Parameters& sweep);

}  // namespace pin3
