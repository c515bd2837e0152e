// How loud a tone is to an ear or to a meter that stands for one.
#pragma once

namespace pin3 {

// A-weighting of IEC 61672-1: 0 dB at 1 kHz.
double a_weighting_db(double frequency_hz);

// Weighting of ITU-R BS.468-4: 0 dB at 1 kHz, +12.2 dB at 6.3 kHz. The curve alone: its quasi-peak meter is
// for clicks, on steady hum and hiss it reads about as rms does.
double itu468_db(double frequency_hz);

// The level of a tone that is just heard in silence, dB SPL: ISO 226:2003 from 20 Hz to 12.5 kHz, and ISO
// 389-7 to 18 kHz; linear in dB over the logarithm of the frequency between its values. Infinite below 20 Hz
// and above 18 kHz.
double hearing_threshold_db(double frequency_hz);

// Width of the ear's filter around a frequency, Hz: the equivalent rectangular bandwidth of Glasberg and
// Moore (1990).
double auditory_bandwidth_hz(double frequency_hz);

}  // namespace pin3
