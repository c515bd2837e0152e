#include "metrics/iec_cmrr.hpp"
#include "metrics/metric.hpp"

namespace pin3 {
namespace {

std::optional<Figure> compute(const InputPoint& point) {
    const std::optional<IecCmrr> both = iec_cmrr(point);
    if (!both) return std::nullopt;
    return both->worse();
}

}  // namespace

extern const Metric metric_input_cmrr_iec{
    .name = "cmrr_iec",
    .title = "input CMRR, IEC 60268-3",
    .unit = Unit::decibel,
    .summary = "10 ohm in one leg, then in the other; the worse counts",
    .definition =
        "A generator between the joined legs and the chassis, 10 ohm in one leg and then in the other; the "
        "reference "
        "is the output for the same EMF applied differentially. The worse of the two (IEC 60268-3, since "
        "2000).",
    .compute = InputMetric{compute},
};

}  // namespace pin3
