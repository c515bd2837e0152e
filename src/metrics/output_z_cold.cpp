#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const OutputPoint& point) {
    return impedance(point.z_cold_cold);
}

}  // namespace

extern const Metric metric_output_z_cold{
    .name = "z_cold",
    .title = "source impedance of cold",
    .unit = Unit::ohm,
    .summary = "magnitude, cold against the chassis with hot open",
    .definition =
        "|V_cold / I_cold| for a current pushed into cold alone, the signal at zero. An open pin has "
        "none.",
    .compute = OutputMetric{compute},
};

}  // namespace pin3
