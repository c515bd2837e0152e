#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

namespace pin3 {
namespace {

std::optional<Figure> z_primary(const RoomFigures& figures) {
    return figures.z_primary ? impedance(*figures.z_primary) : std::nullopt;
}

}  // namespace

extern const Metric metric_z_primary{
    .name = "z_primary",
    .title = "impedance at the primary",
    .unit = Unit::ohm,
    .summary = "what drives an output's transformer sees of it, with the link behind it",
    .definition =
        "|V/I| at the primary of the output's transformer or DI box, behind rout, at 1 kHz, with cable and "
        "receiver connected: nearly ratio^2 (Z_load + rdc_secondary) + rdc_primary beside lm.",
    .compute = RoomMetric{z_primary},
    .absent = "its output has no transformer whose primary something drives",
};

}  // namespace pin3
