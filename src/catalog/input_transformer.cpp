#include "catalog/input_pins.hpp"
#include "catalog/specs.hpp"
#include "catalog/transformer.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    const InputPins legs = build_input_pins(scope, parameters, pins);
    // behind coupling capacitors the primary floats
    if (is_coupled(parameters)) scope.resistor("insulation", legs.cold, ground, fixed(insulation_ohm));
    const Node secondary = scope.node("secondary");
    build_transformer(scope, parameters, {legs.hot, legs.cold, secondary, ground});
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
                                .c_winding_imbalance = "-32 %",
                                .faraday = "yes"}),
        input_pin_parameters(),
    }),
    .circuit = R"(
  2 hot ----[ rdc ]--(leakage)--+  ||  +--[ rdc ]--+---[ +1 ]--- out
                                 ) || (            |
                             lm  ) || (         [ load ]
                                 ) || (            |
  3 cold -----------------------+  ||  +-----------+
                                   ||              |
  1 shield ---------- Faraday shield, core ----- chassis
)",
    .formula =
        "Loss = load / (load + rdc_primary + rdc_secondary), input impedance their sum, at 1:1. Common-mode "
        "current "
        "flows only through the capacitances to the shield and past it: V_out = V_cm w C Z_secondary.",
    .example = "input desk : transformer { load = 10k }",
    .build = BuildInput{build},
    .pins = input_pins_circuit,
};

}  // namespace pin3
