#include "catalog/kind.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const OutputPins& pins) {
    const Node driven = build_coupling(scope, "couple", parameters.setting("couple"), pins.signal);
    scope.resistor("rout", driven, pins.hot, parameters.part("rout"));
    if (parameters.is("pin3", "ground")) scope.join(pins.cold, ground);
}

}  // namespace

extern const Kind output_unbalanced{
    .role = Role::output,
    .name = "unbalanced",
    .summary = "signal on pin 2 only; pin 3 on ground or open",
    .parameters =
        {
            {.name = "rout", .unit = Unit::ohm, .standard = "100", .help = "source impedance of hot"},
            coupling_spec("couple", "coupling capacitor in hot"),
            {.name = "pin3",
             .shape = Shape::word,
             .standard = "ground",
             .help = "cold: wired to the shield at the output, or not connected",
             .words = {"ground", "open"}},
        },
    .circuit = R"(
  signal ---||---[ rout ]------ 2 hot
           couple
                      +-------- 3 cold   (pin3 = open: not connected)
                      |
  chassis ------------+-------- 1 shield
)",
    .formula =
        "Into an input with legs of Z_leg to ground: V_d/V_cm = rout / (Z_leg + rout), "
        "the bridge formula with 0 ohm in cold.",
    .example = "output synth : unbalanced { rout = 1k 5% }",
    .build = BuildOutput{build},
};

}  // namespace pin3
