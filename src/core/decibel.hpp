// Ratios in decibels.
#pragma once

#include <cmath>

namespace pin3 {

// 20 log10 of a ratio of amplitudes, dB; minus infinity for 0.
inline double amplitude_db(double ratio) {
    return 20 * std::log10(ratio);
}

}  // namespace pin3
