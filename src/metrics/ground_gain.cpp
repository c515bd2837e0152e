#include "core/decibel.hpp"
#include "metrics/metric.hpp"

#include <cmath>

namespace pin3 {
namespace {

std::optional<Figure> compute(const Complex&, const Complex& ground_gain) {
    if (std::abs(ground_gain) < gain_floor) return Figure{amplitude_db(gain_floor), true, true};
    return Figure{amplitude_db(std::abs(ground_gain)), false};
}

}  // namespace

extern const Metric metric_ground_gain{
    .name = "ground_gain",
    .title = "ground gain",
    .unit = Unit::decibel,
    .summary = "level at the receiver's output against the voltage between the chassis; negative is good",
    .definition = "20 log10 |receiver's output / voltage between the two chassis|, the signal at zero.",
    .compute = LinkMetric{compute},
};

}  // namespace pin3
