// Keeps a deck that ngspice died of, so that it can be looked at and reported.
#pragma once

#include <string>

namespace pin3 {

// Writes the deck to $XDG_STATE_HOME/pin3/failed (~/.local/state when unset), under a name made from its
// text, so the same deck is kept once. The path, or an empty string when it cannot be written.
std::string keep_deck(const std::string& deck);

}  // namespace pin3
