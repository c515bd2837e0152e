#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

namespace pin3 {
namespace {

// What is said of a link in a room where nothing hums: no instrument reads less.
constexpr double quiet_dbu = -200;

std::optional<Figure> level(const RoomFigures& figures) {
    const HumFigures* hum = figures.expected_hum();
    if (!hum) return Figure{quiet_dbu, true, true};
    return Figure{dbu_of(hum->volts), hum->bound, true};
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
        "because the phases of the paths are not known. Where parts have tolerances it is what 95 % of the "
        "units have at most: the hum of a link that rejects, at every line, as much as 95 % of its units do.",
    .compute = RoomMetric{level},
    .of_hum = true,
    .of_units = true,
};

}  // namespace pin3
