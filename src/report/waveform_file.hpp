// Waveforms as files.
#pragma once

#include "analysis/waveform.hpp"

#include <string>
#include <vector>

namespace pin3 {

// link,time_s,out_v,chassis_v: ngspice's own time points, one link after the other.
std::string waveform_csv(const std::vector<Waveform>& waveforms);

// ngspice's binary raw format: one plot a link, title the link's name, vectors time, v(out), v(chassis).
std::string waveform_raw(const std::vector<Waveform>& waveforms);

}  // namespace pin3
