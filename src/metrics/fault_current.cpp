#include "metrics/fault_current.hpp"

#include <cmath>
#include <numbers>

namespace pin3 {

// I = V3/Z3: the open pin's voltage over its impedance (Thevenin), both with pin 2 open.
std::optional<FaultCurrent> fault_current(const OutputResponse& output) {
    const Parameters& parameters = output.output->parameters;
    if (!parameters.has("opamp")) return std::nullopt;
    const OutputPoint& point = output.at(reference_hz);
    constexpr double least_share = 1e-3;  // of the signal: less is no signal
    if (std::abs(point.signal_cold) < least_share || std::abs(point.z_cold_cold) == 0) return std::nullopt;
    const double level = parameters.number("level");
    FaultCurrent fault;
    fault.amperes = std::numbers::sqrt2 * level * std::abs(point.signal_cold / point.z_cold_cold);
    const Setting& opamp = parameters.setting("opamp");
    if (opamp.model && opamp.model->parameters.has("current_limit") &&
        !opamp.model->parameters.is("current_limit", "none")) {
        fault.limit = opamp.model->parameters.number("current_limit");
        fault.limits_from_volts = level * *fault.limit / fault.amperes;
    }
    return fault;
}

}  // namespace pin3
