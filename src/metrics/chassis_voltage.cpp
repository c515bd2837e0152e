#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

namespace pin3 {
namespace {

std::optional<Figure> volts(const RoomFigures& figures) {
    return figures.meter ? std::optional(Figure{figures.meter->chassis_volts}) : std::nullopt;
}

}  // namespace

extern const Metric metric_chassis_voltage{
    .name = "chassis_voltage",
    .title = "chassis voltage",
    .unit = Unit::volt,
    .summary = "what a meter reads between the two chassis",
    .definition =
        "rms of all lines of the ground's noise from 20 Hz to 20 kHz together, V, with the lead plugged in; "
        "nominal values.",
    .compute = RoomMetric{volts},
    .absent = "no ground brings a voltage between the chassis from 20 Hz to 20 kHz",
    .of_hum = true,
};

}  // namespace pin3
