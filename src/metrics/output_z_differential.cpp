#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const OutputPoint& point) {
    return impedance(point.z_differential());
}

}  // namespace

extern const Metric metric_output_z_differential{
    .name = "z_differential",
    .title = "differential source impedance",
    .unit = Unit::ohm,
    .summary = "magnitude, between hot and cold",
    .definition = "Z_hh + Z_cc - Z_hc - Z_ch of the impedance matrix of the two pins.",
    .compute = OutputMetric{compute},
};

}  // namespace pin3
