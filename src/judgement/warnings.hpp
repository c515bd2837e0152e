// What a reader of a link's figures should know besides.
#pragma once

#include "room/room_figures.hpp"
#include "transient/clip_points.hpp"
#include "transient/waveform.hpp"

#include <string>
#include <vector>

namespace pin3 {

// What is known of a link; null what is not.
struct LinkEvidence {
    const LinkResponse& response;
    const InputResponse* input = nullptr;
    const RoomFigures* room = nullptr;
    const Waveform* waveform = nullptr;
    const ClipPoints* clips = nullptr;
    const TimeSeries* scene = nullptr;
};

// A sentence each: values that do nothing, a lift beside a shield that is lifted too, phantom voltage that
// reaches the stage, lost signal, a figure under the solver's floor, clipping, waveforms that disagree with
// the AC analysis, limits that what is delivered does not show, limits that are not known for sure, a room
// beyond what the receiver takes.
std::vector<std::string> warnings(const LinkEvidence& link);

}  // namespace pin3
