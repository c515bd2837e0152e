#include "metrics/pin1_test.hpp"

namespace pin3 {
namespace {

std::optional<double> volts(const Stage& stage) {
    const double ohm = stage.parameters.number("pin1");
    return ohm > 0 ? std::optional(ohm * pin1_test_amperes) : std::nullopt;
}

}  // namespace

std::optional<double> pin1_test_volts(const OutputResponse& output) {
    const Parameters& parameters = output.output->parameters;
    if (parameters.has("lift") && parameters.is("lift", "yes")) return std::nullopt;
    return volts(*output.output);
}

std::optional<double> pin1_test_volts(const InputResponse& input) {
    return input.at(reference_hz).cold_leg ? volts(*input.input) : std::nullopt;
}

}  // namespace pin3
