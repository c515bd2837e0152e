// What `sweep { … }` can be told.
#pragma once

#include "description/description.hpp"

#include <vector>

namespace pin3 {

const std::vector<ParameterSpec>& sweep_parameters();

// Spots come in ascending order, each once.
Frequencies frequencies_of(const Parameters& sweep);

}  // namespace pin3
