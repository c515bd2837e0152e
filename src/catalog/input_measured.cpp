#include "catalog/input_pins.hpp"
#include "catalog/specs.hpp"

#include <cmath>

namespace pin3 {
namespace {

// The amplifier behind the measured impedances: out = gain (v_hot - v_cold + (v_hot + v_cold) / 2 / cmrr), as
// a chain of sources.
void build_amplifier(Scope& scope, const InputPins& pins, double gain, double common_gain) {
    if (common_gain == 0) {
        scope.vcvs("differential", pins.out, ground, pins.hot, pins.cold, fixed(gain));
        return;
    }
    const Node from_cold = scope.node("from_cold");
    const Node from_both = scope.node("from_both");
    scope.vcvs("common_cold", from_cold, ground, pins.cold, ground, fixed(common_gain / 2));
    scope.vcvs("common_hot", from_both, from_cold, pins.hot, ground, fixed(common_gain / 2));
    scope.vcvs("differential", pins.out, from_both, pins.hot, pins.cold, fixed(gain));
}

void build(Scope& scope, const Parameters& parameters, const InputPins& at_pins) {
    const InputPins pins = build_input_pins(scope, parameters, at_pins);
    scope.resistor("z_hot", pins.hot, ground, parameters.part("z_hot"));
    scope.resistor("z_cold", pins.cold, ground, parameters.part("z_cold"));
    const Setting& across = parameters.setting("z_differential");
    if (across.word != "none") scope.resistor("z_differential", pins.hot, pins.cold, across.parts.at(0));

    const double gain = parameters.number("gain");
    const bool perfect = parameters.is("cmrr", "none");
    build_amplifier(scope, pins, gain, perfect ? 0 : gain * std::pow(10.0, -parameters.number("cmrr") / 20));
}

}  // namespace

extern const Kind input_measured{
    .role = Role::input,
    .name = "measured",
    .summary = "from bench readings: impedances to ground, rejection with tied inputs, gain",
    .parameters = one_table({{
                                 {.name = "z_hot",
                                  .unit = Unit::ohm,
                                  .standard = "",
                                  .help = "from hot to ground",
                                  .positive = true},
                                 {.name = "z_cold",
                                  .unit = Unit::ohm,
                                  .standard = "",
                                  .help = "from cold to ground",
                                  .positive = true},
                                 {.name = "z_differential",
                                  .unit = Unit::ohm,
                                  .standard = "none",
                                  .help = "between hot and cold, beyond what the two others make",
                                  .words = {"none"},
                                  .positive = true},
                                 {.name = "cmrr",
                                  .unit = Unit::decibel,
                                  .standard = "none",
                                  .help = "with tied inputs, referred to the input; none: perfect",
                                  .words = {"none"},
                                  .tolerance = false},
                                 {.name = "gain",
                                  .standard = "1",
                                  .help = "output over the voltage between hot and cold",
                                  .positive = true,
                                  .tolerance = false},
                             },
                             input_pin_parameters()}),
    .circuit = R"(
  2 hot ---+-----------+------[ + ]
           |           |      [   ]
         [ z_hot ] [ z_diff ] [   ]--- gain (v_d + v_cm / cmrr)
           |           |      [   ]
  3 cold --|-----+-----+------[ - ]
           |     |
           |  [ z_cold ]
           |     |
  1 shield +-----+---- chassis
)",
    .formula =
        "V_d/V_cm = Z_hot/(Z_hot + Zs_hot) - Z_cold/(Z_cold + Zs_cold) (bridge formula), and 1/cmrr on top. "
        "A reading in "
        "dB has no sign: the two are added in phase for a larger impedance of the source in cold.",
    .example = "input bench : measured { z_hot = 12k, z_cold = 11.5k, cmrr = 62 dB }",
    .build = BuildInput{build},
    .pins = input_pins_circuit,
};

}  // namespace pin3
