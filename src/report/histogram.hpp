// A histogram in characters.
#pragma once

#include "production/sample.hpp"

#include <cstddef>
#include <string>

namespace pin3 {

// A title, and a row a round interval of dB with its count as a bar; from the least value to the 99 %
// quantile.
std::string histogram_text(const std::string& title, const Sample& sample, std::size_t columns);

}  // namespace pin3
