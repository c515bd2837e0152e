#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

namespace pin3 {
namespace {

std::optional<Figure> lost(const RoomFigures& figures) {
    return figures.lost_db ? std::optional(Figure{*figures.lost_db}) : std::nullopt;
}

}  // namespace

extern const Metric metric_lost{
    .name = "lost",
    .title = "level lost",
    .unit = Unit::decibel,
    .summary = "what of the signal does not arrive",
    .definition =
        "20 log10 |gain of the input / signal gain| at 1 kHz: against the open pins of the output into "
        "that input from 0 ohm. 6 dB for a symmetric output with pin 3 grounded.",
    .compute = RoomMetric{lost},
};

}  // namespace pin3
