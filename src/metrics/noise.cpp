#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

namespace pin3 {
namespace {

std::optional<Figure> noise(const RoomFigures& figures) {
    return Figure{dbu_of(figures.hiss_volts)};
}

}  // namespace

extern const Metric metric_noise{
    .name = "noise",
    .title = "self-noise",
    .unit = Unit::dbu,
    .summary = "what the stages hiss by themselves at the receiver's output",
    .definition =
        "Thermal noise of all resistors and the noise voltages and currents of the op-amps, 20 Hz to 20 "
        "kHz, unweighted, dBu rms at the receiver's output, by noise analysis at 27 C.",
    .compute = RoomMetric{noise},
};

}  // namespace pin3
