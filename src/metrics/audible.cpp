#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

namespace pin3 {
namespace {

// Said of a link in a room where nothing hums: as good as silent.
constexpr double quiet_db = 200;

std::optional<Figure> margin(const RoomFigures& figures) {
    const HumFigures* hum = figures.expected_hum();
    if (!hum) return Figure{-quiet_db, true, true};
    return Figure{hum->audible_db, hum->bound, true};
}

}  // namespace

extern const Metric metric_audible{
    .name = "audible",
    .title = "hum above hearing",
    .unit = Unit::decibel,
    .summary = "how far the hum is above the threshold of hearing; negative: inaudible",
    .definition =
        "The line of the hum that is furthest above the threshold of hearing (ISO 226), or least below "
        "it, with the nominal signal heard at 85 dB SPL (--listening-level). Positive is audible in "
        "silence. Where parts have tolerances it is that of 95 % of the units, as `hum`.",
    .compute = RoomMetric{margin},
    .of_hum = true,
    .of_units = true,
};

}  // namespace pin3
