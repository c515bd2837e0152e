#include "core/decibel.hpp"
#include "metrics/metric.hpp"

#include <cmath>

namespace pin3 {
namespace {

std::optional<Figure> compute(const InputPoint& point) {
    return Figure{amplitude_db(std::abs(point.tied_differential)), false};
}

}  // namespace

extern const Metric metric_input_gain{
    .name = "gain",
    .title = "input gain",
    .unit = Unit::decibel,
    .summary = "output per volt between the legs, driven from 0 ohm",
    .definition = "20 log10 |A_dm|, the legs driven with +1/2 and -1/2 V.",
    .compute = InputMetric{compute},
};

}  // namespace pin3
