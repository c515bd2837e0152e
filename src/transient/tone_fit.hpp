// Least-squares fit of known tones to a waveform with unequal time points.
#pragma once

#include <complex>
#include <span>
#include <vector>

namespace pin3 {

struct ToneFit {
    // One phasor a tone: the waveform has |phasor| · cos(2 pi f t + arg phasor), peak values in the
    // waveform's unit.
    std::vector<std::complex<double>> phasors;
    double residual_rms = 0;  // of what neither tones nor drift explain
};

// Fits cosine and sine of each frequency (Hz) together with a drift of fifth order to the points (time in s).
// The points are taken as they come from the simulator: resampling them, or an FFT, costs the last 60 dB. At
// least twice as many points as unknowns.
ToneFit fit_tones(std::span<const double> time, std::span<const double> value,
                  std::span<const double> frequencies);

}  // namespace pin3
