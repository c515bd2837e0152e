// What decides a link's rejection, from the impedances of its parts.
#pragma once

#include "response/measure.hpp"

#include <string>

namespace pin3 {

// One sentence: which of source, cable and receiver the link's CMRR at 1 kHz comes from, with the figure that
// each would allow alone. Source: the bridge that its legs, through the cable, make with the receiver's legs.
// Receiver: its tied common-mode gain on the common voltage that reaches its legs.
std::string cause_of(const LinkResponse& link, const OutputResponse& output, const InputResponse& input);

}  // namespace pin3
