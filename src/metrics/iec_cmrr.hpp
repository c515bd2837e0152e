// Both halves of the IEC 60268-3 measurement of an input.
#pragma once

#include "metrics/metric.hpp"

#include <optional>

namespace pin3 {

struct IecCmrr {
    Figure hot;   // dB, 10 ohm in hot
    Figure cold;  // dB, 10 ohm in cold
    bool hot_is_worse() const { return hot.value <= cold.value; }
    Figure worse() const { return hot_is_worse() ? hot : cold; }
};

// Nothing for an input without a cold leg.
std::optional<IecCmrr> iec_cmrr(const InputPoint& point);

}  // namespace pin3
