// Waveforms as files.
#pragma once

#include "room/room_figures.hpp"
#include "transient/transient.hpp"

#include <string>
#include <vector>

namespace pin3 {

// link,time_s,out_v,chassis_v: ngspice's own time points, one link after the other.
std::string waveform_csv(const std::vector<TimeSeries>& waveforms);

// ngspice's binary raw format: one plot a link, title the link's name, vectors time, v(out), v(chassis).
std::string waveform_raw(const std::vector<TimeSeries>& waveforms);

// A WAV file of 48 kHz and 24 bits, a channel a link: what the receivers put out, where a nominal signal is
// at -18 dBFS. `rooms` know what that is; a link without is left out.
std::string waveform_wav(const std::vector<TimeSeries>& waveforms,
                         const std::vector<const RoomFigures*>& rooms);

}  // namespace pin3
