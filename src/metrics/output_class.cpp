#include "metrics/output_class.hpp"

#include "response/leg_voltages.hpp"

#include <cmath>

namespace pin3 {
namespace {

// A pin above this is not connected to anything, ohm.
constexpr double open_ohm = 10e6;
// A cold pin whose impedance is below this part of hot's is on ground.
constexpr double grounded_ratio = 0.01;
// A cold pin with less than this part of hot's signal carries none.
constexpr double silent_ratio = 0.01;

}  // namespace

OutputClass classify(const OutputResponse& output) {
    const OutputPoint& point = output.at(reference_hz);
    const Following here = following(impedances_of(point)),
                    below = following(impedances_of(output.at(low_end_hz)));
    const auto either = [&](Following what) { return here == what || below == what; };
    if (either(Following::each_other)) return OutputClass::floating;
    if (either(Following::hot_cold)) return OutputClass::ground_sensing;
    const double hot = std::abs(point.z_hot_hot), cold = std::abs(point.z_cold_cold);
    if (cold > open_ohm && cold > hot) return OutputClass::pin3_open;
    if (std::abs(point.signal_cold) > silent_ratio * std::abs(point.signal_hot))
        return OutputClass::symmetric;
    return cold < grounded_ratio * hot || cold == 0 ? OutputClass::unbalanced
                                                    : OutputClass::impedance_balanced;
}

std::string_view class_name(OutputClass output_class) {
    switch (output_class) {
        case OutputClass::unbalanced:
            return "unbalanced";
        case OutputClass::pin3_open:
            return "pin 3 open";
        case OutputClass::impedance_balanced:
            return "impedance-balanced";
        case OutputClass::symmetric:
            return "symmetric";
        case OutputClass::floating:
            return "floating";
        case OutputClass::ground_sensing:
            return "ground-sensing";
    }
    return "";
}

}  // namespace pin3
