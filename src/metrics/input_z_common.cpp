#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const InputPoint& point) {
    if (!point.cold_leg) return std::nullopt;
    return impedance(point.z_common);
}

}  // namespace

extern const Metric metric_input_z_common{
    .name = "z_common",
    .title = "common-mode input impedance",
    .unit = Unit::ohm,
    .summary = "magnitude, both legs together against the chassis",
    .definition =
        "Voltage of the legs over the sum of their currents, both driven alike. The larger, the less a "
        "source's imbalance matters.",
    .compute = InputMetric{compute},
};

}  // namespace pin3
