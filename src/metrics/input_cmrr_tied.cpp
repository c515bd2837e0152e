#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const InputPoint& point) {
    if (!point.cold_leg) return std::nullopt;
    return rejection(point.tied_differential, point.tied_common);
}

}  // namespace

extern const Metric metric_input_cmrr_tied{
    .name = "cmrr_tied",
    .title = "input CMRR, tied, referred to input",
    .unit = Unit::decibel,
    .summary = "both legs driven together from 0 ohm, referred to the input",
    .definition =
        "20 log10 |A_dm / A_cm|, both legs driven alike from 0 ohm. Flatters: a real source has impedance. "
        "An input "
        "without a cold leg has none.",
    .compute = InputMetric{compute},
};

}  // namespace pin3
