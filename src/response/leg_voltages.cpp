#include "response/leg_voltages.hpp"

namespace pin3 {
namespace {

// A pin that moves by at least this part of the other one follows it.
constexpr double follows = 0.5;
// Passive pins have one transfer impedance both ways; below this part of the other one there is none.
constexpr double one_way = 0.1;

double share(const Complex& transfer, const Complex& own) {
    return std::abs(own) > 0 ? (transfer / own).real() : 0;
}

}  // namespace

Following following(const PinImpedances& pins) {
    const double hot_with_cold = share(pins.hot_cold, pins.cold_cold);
    const double cold_with_hot = share(pins.cold_hot, pins.hot_hot);
    if (hot_with_cold < follows) return Following::neither;
    if (cold_with_hot >= follows) return Following::each_other;
    const bool back = std::abs(pins.cold_hot) >= one_way * std::abs(pins.hot_cold);
    return back ? Following::neither : Following::hot_cold;
}

PinImpedances impedances_of(const OutputPoint& output) {
    return {output.z_hot_hot, output.z_hot_cold, output.z_cold_hot, output.z_cold_cold};
}

PinImpedances impedances_of(const SourceLegs& legs) {
    return {legs.z_hot_hot, legs.z_hot_cold, legs.z_cold_hot, legs.z_cold_cold};
}

// v = e - Z i and i = Y v: v = (1 + Z Y)^-1 e. With two separate legs at either side and e = 1 that is the
// Wheatstone bridge, Z+/(Z+ + Zs+) - Z-/(Z- + Zs-) (Whitlock, JAES 1995).
LegVoltages on_legs(const Complex& open_hot, const Complex& open_cold, const PinImpedances& source,
                    const InputPoint& input) {
    const Complex hh = 1.0 + source.hot_hot * input.y_hot_hot + source.hot_cold * input.y_cold_hot,
                  hc = source.hot_hot * input.y_hot_cold + source.hot_cold * input.y_cold_cold,
                  ch = source.cold_hot * input.y_hot_hot + source.cold_cold * input.y_cold_hot,
                  cc = 1.0 + source.cold_hot * input.y_hot_cold + source.cold_cold * input.y_cold_cold;
    const Complex determinant = hh * cc - hc * ch;
    return {(cc * open_hot - hc * open_cold) / determinant, (hh * open_cold - ch * open_hot) / determinant};
}

}  // namespace pin3
