// What an output is, judged by what its pins do and not by its name.
#pragma once

#include "response/measure.hpp"

#include <string_view>

namespace pin3 {

enum class OutputClass { unbalanced, pin3_open, impedance_balanced, symmetric, floating };

// From signals and impedances of the pins at one frequency (1 kHz in reports).
OutputClass classify(const OutputPoint& point);

// "unbalanced", "pin 3 open", "impedance-balanced", "symmetric", "floating"
std::string_view class_name(OutputClass output_class);

}  // namespace pin3
