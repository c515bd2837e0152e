#include "metrics/waveform_figures.hpp"

#include "core/decibel.hpp"

#include <cmath>
#include <numbers>

namespace pin3 {

std::optional<Figure> waveform_cmrr(const Waveform& waveform) {
    return rejection(waveform.signal_gain, waveform.ground_gain);
}

std::optional<Figure> waveform_ac_cmrr(const Waveform& waveform) {
    return rejection(waveform.ac_signal_gain, waveform.ac_ground_gain);
}

double waveform_residual_db(const Waveform& waveform) {
    const double programme_rms = std::abs(waveform.signal_gain) * waveform.signal_volts / std::numbers::sqrt2;
    return amplitude_db(waveform.residual_rms / programme_rms);
}

}  // namespace pin3
