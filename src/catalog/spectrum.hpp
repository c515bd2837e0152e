// What hum is made of: lines at frequencies, by the way that each takes into a link.
#pragma once

#include "catalog/parameter.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

struct SpectralLine {
    double frequency_hz = 0;
    double volts = 0;  // rms
};

// EMFs that enter a link by one path.
struct HumSource {
    std::string_view path;  // "ground loop", "leakage", "packets", "carrier", "electric", "magnetic"
    std::vector<SpectralLine> lines;
};

// Harmonics of a fundamental by name, or a list of (harmonic, percent of the fundamental).
ParameterSpec spectrum_spec(std::string_view standard);

// What is wrong with a list of harmonics; empty when nothing is. See CheckValues.
std::string check_spectrum(const Setting& spectrum);

// The lines that a setting of spectrum_spec() stands for, none above 10 kHz: at `fundamental_hz` and its
// harmonics, `volts` rms all together.
std::vector<SpectralLine> spectrum_lines(const Setting& spectrum, double fundamental_hz, double volts);

// A carrier of `volts` rms, modulated in amplitude by a tone to the depth of `depth` (1 is 100 %): the
// carrier and its two side bands.
std::vector<SpectralLine> modulated_lines(double carrier_hz, double volts, double tone_hz, double depth);

}  // namespace pin3
