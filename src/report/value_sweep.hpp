// What several values of one parameter do to the rejection of links, as text and data.
#pragma once

#include "judgement/best_value.hpp"

#include <string>

namespace pin3 {

std::string value_sweep_text(const ValueSweep& sweep);
std::string value_sweep_json(const ValueSweep& sweep);
std::string value_sweep_csv(const ValueSweep& sweep);
std::string value_sweep_markdown(const ValueSweep& sweep);

}  // namespace pin3
