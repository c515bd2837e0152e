// Values of a link that do nothing in it, or count as something else.
#pragma once

#include "response/measure.hpp"

#include <string>
#include <vector>

namespace pin3 {

// A sentence each: a `pin1` that no current of the shield passes, one that an input without a cold leg holds
// in its signal already, a bond of 0 ohm. `input` may be null: then nothing is said of the input's pin 1.
std::vector<std::string> idle_values(const LinkResponse& link, const InputResponse* input);

}  // namespace pin3
