#include "metrics/iec_cmrr.hpp"

namespace pin3 {

std::optional<IecCmrr> iec_cmrr(const InputPoint& point) {
    if (!point.cold_leg) return std::nullopt;
    const auto hot = rejection(point.hot_10_differential, point.hot_10_common);
    const auto cold = rejection(point.cold_10_differential, point.cold_10_common);
    if (!hot || !cold) return std::nullopt;
    return IecCmrr{*hot, *cold};
}

}  // namespace pin3
