#include "catalog/output_amplifier.hpp"

#include "catalog/opamp.hpp"
#include "catalog/specs.hpp"

#include <string>

namespace pin3 {
namespace {

constexpr double feedback_ohm = 10e3;
// A line output has less than 60 dB; what is above is a slip of the pen.
constexpr double most_gain = 1000;
// Above this a pin counts as open.
constexpr double most_rout_ohm = 100e6;
// Against radio frequencies one takes 0.1 to 10 nF. A larger one than this is no such capacitor.
constexpr double most_pin_farad = 10e-6;

}  // namespace

ParameterSpec gain_spec(std::string_view help) {
    return {.name = "gain",
            .standard = "1",
            .help = help,
            .minimum = 1,
            .maximum = most_gain,
            .tolerance = false};
}

ParameterSpec rout_spec(std::string_view name, std::string_view standard, std::string_view help) {
    return {.name = name, .unit = Unit::ohm, .standard = standard, .help = help, .maximum = most_rout_ohm};
}

ParameterSpec pin_capacitor_spec(std::string_view name, std::string_view help) {
    return {.name = name, .unit = Unit::farad, .standard = "0", .help = help, .maximum = most_pin_farad};
}

bool ideal(const Setting& opamp) {
    return !opamp.model && opamp.file.empty();
}

void build_upright(Scope& scope, std::string_view leg, const Setting& opamp, double gain, Node in, Node out) {
    const std::string name = leg.empty() ? "opamp" : "opamp_" + std::string(leg);
    if (gain == 1) {
        build_follower(scope, name, opamp, in, out);
        return;
    }
    const std::string suffix = leg.empty() ? "" : "_" + std::string(leg);
    const Node inverting = scope.node("inverting" + suffix);
    scope.resistor("gain_feedback" + suffix, inverting, out, fixed(feedback_ohm));
    scope.resistor("gain_ground" + suffix, inverting, ground, fixed(feedback_ohm / (gain - 1)));
    build_opamp(scope, name, opamp, {in, inverting, out});
}

void build_inverted(Scope& scope, std::string_view leg, const Setting& opamp, double gain, const Part& error,
                    Node in, Node out) {
    const Node summing = scope.node("summing");
    scope.resistor("inverter_in", in, summing, fixed(feedback_ohm / gain));
    scope.resistor("inverter_feedback", summing, out, unbalanced(fixed(feedback_ohm), error, 1));
    build_opamp(scope, "opamp_" + std::string(leg), opamp, {ground, summing, out});
}

Node build_single_ended_amplifier(Scope& scope, const Parameters& parameters, Node signal) {
    const Setting& opamp = parameters.setting("opamp");
    if (ideal(opamp)) return signal;
    const double gain = parameters.number("gain");
    const Node in = scope.node("in"), out = scope.node("amplifier");
    scope.vcvs("in", in, ground, signal, ground, fixed(1 / gain));
    build_upright(scope, "", opamp, gain, in, out);
    return out;
}

}  // namespace pin3
