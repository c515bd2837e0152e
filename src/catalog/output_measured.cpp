#include "catalog/kind.hpp"

#include <limits>
#include <string>

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const OutputPins& pins) {
    const double hot_volts = parameters.number("v_hot");
    const double cold_volts = parameters.number("v_cold");
    const Node middle = scope.node("common");
    scope.resistor("z_common", middle, ground, parameters.part("z_common"));
    const auto leg = [&](std::string_view source, std::string_view impedance, std::string_view inductance,
                         double volts, Node pin) {
        const Node behind = scope.node(source), coil = scope.node(impedance);
        scope.vcvs(source, behind, middle, pins.signal, ground, fixed(volts / (hot_volts - cold_volts)));
        scope.resistor(impedance, behind, coil, parameters.part(impedance));
        scope.inductor(inductance, coil, pin, parameters.part(inductance));
    };
    leg("v_hot", "z_hot", "l_hot", hot_volts, pins.hot);
    leg("v_cold", "z_cold", "l_cold", cold_volts, pins.cold);
}

std::string check(const Parameters& parameters) {
    if (parameters.number("v_hot") != parameters.number("v_cold")) return {};
    return "v_hot and v_cold are equal, so there is no signal between hot and cold; a cold leg in opposite "
           "phase has "
           "the opposite sign";
}

ParameterSpec voltage(std::string_view name, std::string_view help) {
    return {.name = name,
            .unit = Unit::volt,
            .standard = "",
            .help = help,
            .minimum = std::numeric_limits<double>::lowest(),
            .tolerance = false};
}

ParameterSpec inductance(std::string_view name, std::string_view help) {
    // the largest coils of pick-ups have some ten henries
    return {.name = name, .unit = Unit::henry, .standard = "0", .help = help, .maximum = 100};
}

}  // namespace

extern const Kind output_measured{
    .role = Role::output,
    .name = "measured",
    .summary = "from bench readings: open voltage and source impedance of each leg",
    .parameters =
        {
            voltage("v_hot", "open voltage of hot against the chassis"),
            voltage("v_cold",
                    "open voltage of cold against the chassis, negative when it is in opposite phase"),
            {.name = "z_hot", .unit = Unit::ohm, .standard = "", .help = "source impedance of hot"},
            {.name = "z_cold", .unit = Unit::ohm, .standard = "", .help = "source impedance of cold"},
            inductance("l_hot", "in series with z_hot"),
            inductance("l_cold", "in series with z_cold: a cartridge of 500 mH has half of it in each leg"),
            {.name = "z_common",
             .unit = Unit::ohm,
             .standard = "0",
             .help = "from the common point of both legs to the chassis: a floating output has a high one"},
        },
    .circuit = R"(
                   +---( v_hot )----[ z_hot ]---(l_hot)---- 2 hot
                   |
            common +
                   |
                   +---( v_cold )---[ z_cold ]--(l_cold)--- 3 cold
                   |
              [ z_common ]
                   |
  chassis ---------+--------------------------------------- 1 shield
)",
    .formula =
        "Thevenin's equivalent; only the ratio of v_hot to v_cold counts. z_hot + z_cold is what is "
        "measured between the pins, z_hot parallel to z_cold plus z_common what is measured from both "
        "pins, tied, to the chassis. Inductances come on top: |z + j w l|.",
    .example = "output unit7 : measured { v_hot = 0.5 V, v_cold = -0.5 V, z_hot = 49, z_cold = 52 }",
    .build = BuildOutput{build},
    .check = check,
};

}  // namespace pin3
