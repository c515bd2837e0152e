#include "metrics/metric.hpp"

namespace pin3 {

// CMRR = 20 log |signal gain / ground gain|: how far the ground noise lies below a signal of the same
// voltage.
extern const Metric metric_cmrr{
    .name = "cmrr",
    .title = "link CMRR",
    .unit = Unit::decibel,
    .summary = "rejection of the voltage between the chassis by the whole link",
    .definition =
        "20 log10 |signal gain / ground gain|. Signal gain: the receiver's output per volt of the output "
        "stage's "
        "unloaded differential signal. Ground gain: the receiver's output per volt between the two chassis, "
        "with output stage, cable and input stage in circuit. Positive is good; an unbalanced link is near 0 "
        "dB.",
    .compute = LinkMetric{rejection},
};

}  // namespace pin3
