// What an output is, judged by what its pins do and not by its name.
#pragma once

#include "response/measure.hpp"

#include <string_view>

namespace pin3 {

enum class OutputClass { unbalanced, pin3_open, impedance_balanced, symmetric, floating, ground_sensing };

// From the signals and the impedances of its pins at 1 kHz. Whether a pin follows the other is seen at 20 Hz
// as well, where capacitances to the chassis hold nothing.
OutputClass classify(const OutputResponse& output);

// "unbalanced", "pin 3 open", "impedance-balanced", "symmetric", "floating", "ground-sensing"
std::string_view class_name(OutputClass output_class);

}  // namespace pin3
