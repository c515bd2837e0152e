// Which decks need ngspice's loadable code models.
#pragma once

#include <string_view>

namespace pin3 {

// Whether the deck has POLY sources (ngspice turns them into code models) or A devices. The first line is a
// title.
bool needs_code_models(std::string_view deck);

}  // namespace pin3
