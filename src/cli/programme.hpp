// What the user names as the programme.
#pragma once

#include "cli/option.hpp"
#include "core/audio.hpp"
#include "transient/scene.hpp"

#include <string>

namespace pin3 {

// Up to `most_seconds` of a sound file; what is odd about it is told on stderr. Ends the command when it
// cannot be used.
ReadAudio read_programme(const std::string& path, double most_seconds);

// As --programme and --seconds of a run say.
ScenePlan scene_plan(const Options& options);

}  // namespace pin3
