#include "metrics/room_figures.hpp"

namespace pin3 {
namespace {

// What is said of a link in a room without noise: no instrument reads less.
constexpr double quiet_dbu = -200;

std::optional<Reading> hum(const RoomFigures& figures) {
    if (!figures.hum) return Reading{quiet_dbu, true, true};
    return Reading{dbu_of(figures.hum->volts), figures.hum->bound, true};
}

}  // namespace

extern const Metric metric_hum{
    .name = "hum",
    .title = "hum",
    .unit = Unit::dbu,
    .summary = "what is heard of the room at the receiver's output",
    .definition =
        "Level of all lines of noise from 20 Hz to 20 kHz together, dBu rms at the receiver's output: "
        "the ground's EMF and what the cable picks up, each line by its own gain, added as powers "
        "because the phases of the paths are not known. Of nominal values.",
    .compute = RoomMetric{hum},
};

}  // namespace pin3
