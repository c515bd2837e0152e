#include "metrics/metric.hpp"

#include <cmath>

namespace pin3 {
namespace {

std::optional<Reading> compute(const InputPoint& point) {
    return Reading{std::abs(point.z_differential)};
}

}  // namespace

extern const Metric metric_input_z_differential{
    .name = "z_differential",
    .title = "differential input impedance",
    .unit = Unit::ohm,
    .summary = "magnitude, between the legs",
    .definition = "Voltage between the legs over the current, both legs driven with opposite halves.",
    .compute = InputMetric{compute},
};

}  // namespace pin3
