// The deck of a link that stands alone: plain `ngspice -b` prints the gains at the spot frequencies from it.
#pragma once

#include "circuit/variation.hpp"
#include "response/rig.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pin3 {

// One drive of a link. The deck's own .meas lines give signal_gain_<Hz> or ground_gain_<Hz> in dB at each
// spot. `unit`: with the values of that unit of production instead of the nominal ones.
std::string link_deck(const Link& link, Drive drive, const FrequencyPlan& frequencies,
                      const std::optional<UnitId>& unit = std::nullopt);

// An .ac card that meets every spot exactly where that takes at most 20 000 equally spaced points, else 1000
// points a decade between the lowest and the highest.
std::string spot_sweep(const std::vector<double>& spots);

}  // namespace pin3
