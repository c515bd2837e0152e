#include "catalog/kind.hpp"
#include "catalog/output_amplifier.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const OutputPins& pins) {
    const Node amplified = build_single_ended_amplifier(scope, parameters, pins.signal);
    const Node driven = build_coupling(scope, "couple", parameters.setting("couple"), amplified);
    scope.resistor("rout", driven, pins.hot, parameters.part("rout"));
    scope.capacitor("c_hot", pins.hot, ground, parameters.part("c_hot"));
    if (parameters.is("pin3", "ground")) scope.join(pins.cold, ground);
}

}  // namespace

extern const Kind output_unbalanced{
    .role = Role::output,
    .name = "unbalanced",
    .summary = "signal on pin 2 only; pin 3 on ground or open",
    .parameters =
        {
            rout_spec("rout", "100", "source impedance of hot"),
            coupling_spec("couple", "coupling capacitor in hot"),
            pin_capacitor_spec("c_hot", "from pin 2 to the chassis"),
            opamp_spec(),
            gain_spec("of the op-amp, where it has a model: its noise gain"),
            {.name = "pin3",
             .shape = Shape::word,
             .standard = "ground",
             .help = "cold: wired to the shield at the output, or not connected",
             .words = {"ground", "open"}},
        },
    .circuit = R"(
  signal --[ x gain ]---||---[ rout ]--+----- 2 hot
  / gain              couple           |
                                      === c_hot
                                       |
                   +-------------------|----- 3 cold   (pin3 = open: not
                   |                   |                connected)
  chassis ---------+-------------------+----- 1 shield
)",
    .formula =
        "Into an input with legs of Z_leg to ground: V_d/V_cm = rout / (Z_leg + rout), "
        "the bridge formula with 0 ohm in cold. Behind an op-amp with a model stand its closed-loop output "
        "impedance, its hiss, gain times that of its inputs, and its supply: the only leg has all of the "
        "signal, so it clips 6.02 dB before two legs of half the signal each. Its feedback is 10k. c_hot and "
        "rout are a low pass of 1/(2 pi rout c_hot).",
    .example = "output synth : unbalanced { rout = 1k 5% }",
    .build = BuildOutput{build},
};

}  // namespace pin3
