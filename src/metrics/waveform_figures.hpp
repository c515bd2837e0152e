// Figures of a link by its waveforms.
#pragma once

#include "metrics/metric.hpp"
#include "transient/waveform.hpp"

#include <optional>

namespace pin3 {

// CMRR from the waveforms, and by AC analysis at the same two tones, dB.
std::optional<Figure> waveform_cmrr(const Waveform& waveform);
std::optional<Figure> waveform_ac_cmrr(const Waveform& waveform);

// What is left beside the tones, dB below the programme at the receiver's output.
double waveform_residual_db(const Waveform& waveform);

}  // namespace pin3
