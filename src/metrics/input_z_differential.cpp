#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const InputPoint& point) {
    return impedance(point.z_differential);
}

}  // namespace

extern const Metric metric_input_z_differential{
    .name = "z_differential",
    .title = "differential input impedance",
    .unit = Unit::ohm,
    .summary = "magnitude, between the legs",
    .definition =
        "Voltage between the legs over a current that flows into hot and out of cold; the generator floats.",
    .compute = InputMetric{compute},
};

}  // namespace pin3
