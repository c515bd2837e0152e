// What may follow --waveforms: a file of its own, or the description.
#pragma once

#include "cli/session.hpp"

#include <string>
#include <vector>

namespace pin3 {

bool is_waveform_file(const std::string& file);

// The description that is asked for, before or behind --waveforms; empty where there is none.
const std::string& description_of(const Options& options);

// Empty where none is asked for.
std::string waveform_file_of(const Options& options);

// The waveforms of the programme, or those of the test tones. `partial`: of links that broke off.
void deliver_waveforms(const Session& session, const Report& report, const std::vector<TimeSeries>& partial,
                       const std::string& file);

}  // namespace pin3
