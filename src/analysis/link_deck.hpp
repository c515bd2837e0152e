// The deck of a link that stands alone: plain `ngspice -b` prints the gains at the spot frequencies from it.
#pragma once

#include "catalog/link.hpp"

#include <string>
#include <vector>

namespace pin3 {

// One drive of a link. The deck's own .meas lines give signal_gain_<Hz> or ground_gain_<Hz> in dB at each
// spot.
std::string link_deck(const Link& link, Drive drive, const Frequencies& frequencies);

// An .ac card that meets every spot exactly where that takes at most 20 000 equally spaced points, else 1000
// points a decade between the lowest and the highest.
std::string spot_sweep(const std::vector<double>& spots);

}  // namespace pin3
