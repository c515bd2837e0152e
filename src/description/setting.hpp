// From the value that a description gives a parameter to a Setting, checked against the kind's table.
#pragma once

#include "catalog/parameter.hpp"
#include "core/diagnostic.hpp"
#include "language/syntax.hpp"

#include <functional>
#include <optional>
#include <string>

namespace pin3 {

// How an op-amp's name or file becomes part of a setting; says what is wrong by the diagnostic that it
// returns.
using FindOpamp = std::function<std::optional<Diagnostic>(const syntax::Value&, Setting&)>;

// Reads `value` as the parameter `spec` of the stage `owner` ("mixer"). Nothing is returned when it is wrong:
// then `diagnostics` has grown.
std::optional<Setting> read_setting(const ParameterSpec& spec, const std::string& owner,
                                    const syntax::Value& value, const FindOpamp& find_opamp,
                                    Diagnostics& diagnostics);

// dBu and dBV to volts rms: 0 dBu is sqrt(0.6) V (1 mW in 600 ohm).
double volts_rms(double value, Unit unit);

}  // namespace pin3
