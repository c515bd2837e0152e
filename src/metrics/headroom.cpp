#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

namespace pin3 {
namespace {

std::optional<Figure> headroom(const RoomFigures& figures) {
    return figures.headroom_db ? std::optional(Figure{*figures.headroom_db}) : std::nullopt;
}

}  // namespace

extern const Metric metric_headroom{
    .name = "headroom",
    .title = "headroom",
    .unit = Unit::decibel,
    .summary = "from the nominal signal to the first limit of an op-amp",
    .definition =
        "20 log10 of the signal at which the first op-amp is at a limit, over the nominal level, at 1 kHz by "
        "linear response: its output at supply - headroom or at current_limit, or the mean of its inputs at "
        "supply - input_headroom. That of pin 3's op-amp counts, too, where nobody hears it. None where no "
        "op-amp with limits is named.",
    .compute = RoomMetric{headroom},
    .absent = "it is not known: no op-amp with limits is named, such as `opamp = ne5532`",
};

}  // namespace pin3
