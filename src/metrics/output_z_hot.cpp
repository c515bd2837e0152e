#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const OutputPoint& point) {
    return impedance(point.z_hot_hot);
}

}  // namespace

extern const Metric metric_output_z_hot{
    .name = "z_hot",
    .title = "source impedance of hot",
    .unit = Unit::ohm,
    .summary = "magnitude, hot against the chassis with cold open",
    .definition =
        "|V_hot / I_hot| for a current pushed into hot alone, the signal at zero. A floating output shows "
        "its common-mode impedance here.",
    .compute = OutputMetric{compute},
};

}  // namespace pin3
