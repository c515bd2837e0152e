#include "catalog/input_pins.hpp"
#include "catalog/pickup.hpp"
#include "catalog/specs.hpp"
#include "catalog/transformer.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    const InputPins legs = build_input_pins(scope, parameters, pins);
    // behind coupling capacitors the primary floats
    if (is_coupled(parameters)) scope.resistor("insulation", legs.cold, ground, fixed(insulation_ohm));
    const Node secondary = scope.node("secondary");
    TransformerPins to{legs.hot, legs.cold, secondary, ground};
    to.field = pins.field;
    build_transformer(scope, parameters, to);
    scope.resistor("load", secondary, ground, parameters.part("load"));
    scope.vcvs("buffer", pins.out, ground, secondary, ground, fixed(1));
}

}  // namespace

// The figures are those of the Jensen JT-11P-1, a line input of 1:1; models/transformers.pin3 says where each
// comes from.
extern const Kind input_transformer{
    .role = Role::input,
    .name = "transformer",
    .summary = "transformer with a Faraday shield, loaded on its secondary",
    .parameters = one_table({
        {{.name = "load",
          .unit = Unit::ohm,
          .standard = "10k",
          .help = "on the secondary",
          .positive = true}},
        transformer_parameters({.ratio = "1",
                                .rdc_primary = "1450",
                                .rdc_secondary = "1550",
                                .lm = "144 H",
                                .leakage = "12 mH",
                                .c_interwinding = "0",
                                .c_winding = "49 pF",
                                .c_winding_imbalance = "0 %",
                                .c_residual = "3.4 pF",
                                .faraday = "yes"}),
        core_pickup_specs(),
        input_pin_parameters(),
    }),
    .circuit = R"(
  2 hot ----[ rdc/2 ]--(leakage)--+  ||  +--[ rdc/2 ]--+---[ +1 ]--- out
                                   ) || (              |
                      lm, field EMF ) || (          [ load ]
                                   ) || (              |
  3 cold ---[ rdc/2 ]--+----------+  ||  +--[ rdc/2 ]--+
                       |             ||                |
          c_residual --||-- to the secondary's hot end |
                                     ||                |
  1 shield ----------- Faraday shield, core -------- chassis
)",
    .formula =
        "Loss = load / (load + rdc_primary + rdc_secondary), input impedance their sum, at 1:1. Common-mode "
        "current flows through c_winding to the shield, where a difference of the source's legs converts it, "
        "w dR c_winding, and through c_residual past it: V_out = V_cm w c_residual Z_secondary. In a field "
        "the core's turns have an EMF of 2 pi f B core_area turns, of which Z/(Z + j w lm) stands at the "
        "primary, Z what the source and the load make together there: a source of low impedance shorts it.",
    .example = "input desk : transformer { load = 10k }",
    .build = BuildInput{build},
    .check = check_core_pickup,
    .hum = core_pickup_hum,
    .pins = input_pins_circuit,
};

}  // namespace pin3
