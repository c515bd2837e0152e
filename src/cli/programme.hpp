// A sound file that the user names as the programme.
#pragma once

#include "core/audio.hpp"

#include <string>

namespace pin3 {

// Up to `most_seconds` of it; what is odd about it is told on stderr. Ends the command when it cannot be
// used.
ReadAudio read_programme(const std::string& path, double most_seconds);

}  // namespace pin3
