// What Wendt's test for the pin 1 problem reads.
#pragma once

#include "response/measure.hpp"

#include <optional>

namespace pin3 {

// The current that the test drives into pin 1, A (J. Wendt's "hummer": some 50 to 100 mA; AES48).
inline constexpr double pin1_test_amperes = 0.1;

// rms volts at the stage's output for that current: pin1 times it. None where `pin1` is 0 or does nothing: at
// an output that is lifted off its chassis, and at an input without a cold leg, whose signal ground the
// shield is.
std::optional<double> pin1_test_volts(const OutputResponse& output);
std::optional<double> pin1_test_volts(const InputResponse& input);

}  // namespace pin3
