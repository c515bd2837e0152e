#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const OutputPoint& point) {
    if (point.adrift()) return std::nullopt;
    return rejection(point.bridge_hot - point.bridge_cold, point.bridge_middle);
}

}  // namespace

extern const Metric metric_output_signal_balance{
    .name = "signal_balance",
    .title = "output signal balance",
    .unit = Unit::decibel,
    .summary = "how alike the signals of the two legs are (BBC method); says nothing about noise",
    .definition =
        "20 log10 |V_hot - V_cold| / |V_middle|, V_middle at the joint of two 300 ohm across the pins. A "
        "gain error e "
        "of one half gives (2 + e) / (e / 2) at a light load: 1 % is 52.1 dB. It does not predict the "
        "rejection of "
        "ground noise: that is decided by impedances (Whitlock, JAES 1995). Undefined where insulation alone "
        "holds both pins against the chassis (from 100 Gohm): then V_middle is what a meter makes of it.",
    .compute = OutputMetric{compute},
    .absent =
        "it is undefined: nothing holds the middle of the pins against the chassis, or no signal lies "
        "between them",
};

}  // namespace pin3
