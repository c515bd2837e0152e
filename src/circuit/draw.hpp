// Random numbers of production: each a function of seed, unit and name, and of nothing else.
#pragma once

#include "core/tolerance.hpp"

#include <cstdint>
#include <string_view>

namespace pin3 {

// The number that stands for the name of what is drawn.
std::uint64_t draw_key(std::string_view name);

// Between -1 and 1: where in its tolerance a part of that unit lies. Philox2x64-10 of Random123 (Salmon and
// others, "Parallel random numbers: as easy as 1, 2, 3", 2011), a counter-based generator: a unit is the same
// whatever is drawn before or beside it.
double draw(std::uint64_t seed, std::uint64_t unit, std::uint64_t key, Distribution distribution);

}  // namespace pin3
