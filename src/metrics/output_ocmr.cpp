#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const OutputPoint& point) {
    return rejection(1.0, point.driven_hot - point.driven_cold);
}

}  // namespace

extern const Metric metric_output_ocmr{
    .name = "ocmr",
    .title = "output common-mode rejection",
    .unit = Unit::decibel,
    .summary = "how alike the impedances of the two legs are; predicts the rejection of noise",
    .definition =
        "The signal at zero, a generator drives the middle of two 300 ohm across the pins: 20 log10 "
        "|V_generator| / "
        "|V_hot - V_cold| (IEC 60268-3's principle, after Whitlock).",
    .compute = OutputMetric{compute},
};

}  // namespace pin3
