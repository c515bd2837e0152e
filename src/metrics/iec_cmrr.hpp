// Both halves of the IEC 60268-3 measurement of an input.
#pragma once

#include "metrics/metric.hpp"

#include <optional>

namespace pin3 {

struct IecCmrr {
    Reading hot;   // dB, 10 ohm in hot
    Reading cold;  // dB, 10 ohm in cold
    bool hot_is_worse() const { return hot.value <= cold.value; }
    Reading worse() const { return hot_is_worse() ? hot : cold; }
};

// Nothing for an input without a cold leg.
std::optional<IecCmrr> iec_cmrr(const InputPoint& point);

}  // namespace pin3
