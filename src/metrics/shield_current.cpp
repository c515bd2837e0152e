#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

namespace pin3 {
namespace {

std::optional<Figure> amperes(const RoomFigures& figures) {
    return figures.meter ? std::optional(Figure{figures.meter->shield_amperes}) : std::nullopt;
}

}  // namespace

extern const Metric metric_shield_current{
    .name = "shield_current",
    .title = "shield current",
    .unit = Unit::ampere,
    .summary = "what a meter reads in the cable's shield",
    .definition =
        "rms of all lines of the ground's noise from 20 Hz to 20 kHz together, A, at the source's end of the "
        "shield; "
        "nominal values.",
    .compute = RoomMetric{amperes},
    .absent = "no ground brings a voltage between the chassis from 20 Hz to 20 kHz",
    .of_hum = true,
};

}  // namespace pin3
