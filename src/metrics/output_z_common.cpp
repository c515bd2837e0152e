#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const OutputPoint& point) {
    return impedance(point.z_common());
}

}  // namespace

extern const Metric metric_output_z_common{
    .name = "z_common",
    .title = "common-mode source impedance",
    .unit = Unit::ohm,
    .summary = "magnitude, both pins together against the chassis",
    .definition =
        "(Z_hh Z_cc - Z_hc Z_ch) / (Z_hh + Z_cc - Z_hc - Z_ch): the two pins joined. Large against the "
        "differential impedance where the output floats.",
    .compute = OutputMetric{compute},
};

}  // namespace pin3
