// What limits the rejection of production.
#pragma once

#include "production/production.hpp"

#include <string>

namespace pin3 {

// "the parts of mixer make 88 % of the spread …", at 1 kHz. Empty where nothing spreads.
std::string production_cause(const LinkProduction& production);

}  // namespace pin3
