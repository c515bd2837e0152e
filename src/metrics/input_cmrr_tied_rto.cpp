#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const InputPoint& point) {
    if (!point.cold_leg) return std::nullopt;
    return rejection(1.0, point.tied_common);
}

}  // namespace

extern const Metric metric_input_cmrr_tied_rto{
    .name = "cmrr_tied_rto",
    .title = "input CMRR, tied, referred to output",
    .unit = Unit::decibel,
    .summary = "both legs driven together from 0 ohm, referred to the output",
    .definition =
        "20 log10 |1 / A_cm|. Differs from the one referred to the input by the gain: 6.02 dB at a gain of "
        "1/2. Data "
        "sheets use both without saying which.",
    .compute = InputMetric{compute},
};

}  // namespace pin3
