#include "core/decibel.hpp"
#include "metrics/metric.hpp"

#include <cmath>

namespace pin3 {
namespace {

std::optional<Figure> compute(const Complex& signal_gain, const Complex&) {
    if (std::abs(signal_gain) < gain_floor) return Figure{amplitude_db(gain_floor), true, true};
    return Figure{amplitude_db(std::abs(signal_gain)), false};
}

}  // namespace

extern const Metric metric_signal_gain{
    .name = "signal_gain",
    .title = "signal gain",
    .unit = Unit::decibel,
    .summary = "level at the receiver's output against the output stage's unloaded signal",
    .definition = "20 log10 |receiver's output / unloaded differential signal of the output stage|.",
    .compute = LinkMetric{compute},
};

}  // namespace pin3
