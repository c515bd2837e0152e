// A sound file that the user names as the programme.
#pragma once

#include "core/audio.hpp"

#include <optional>
#include <string>

namespace pin3 {

// Up to `most_seconds` of it; what is odd about it is told on stderr. Nothing, after saying why, when it
// cannot be used.
std::optional<ReadAudio> read_programme(const std::string& path, double most_seconds);

}  // namespace pin3
