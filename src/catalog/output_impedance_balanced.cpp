#include "catalog/kind.hpp"
#include "catalog/output_amplifier.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const OutputPins& pins) {
    const Node amplified = build_single_ended_amplifier(scope, parameters, pins.signal);
    const Node driven = build_coupling(scope, "couple_hot", parameters.setting("couple_hot"), amplified);
    scope.resistor("rout", driven, pins.hot, parameters.part("rout"));
    const Node returned = build_coupling(scope, "couple_cold", parameters.setting("couple_cold"), ground);
    scope.resistor("pin3", returned, pins.cold, parameters.part("pin3"));
    scope.capacitor("c_hot", pins.hot, ground, parameters.part("c_hot"));
    scope.capacitor("c_cold", pins.cold, ground, parameters.part("c_cold"));
}

}  // namespace

extern const Kind output_impedance_balanced{
    .role = Role::output,
    .name = "impedance_balanced",
    .summary = "signal on pin 2 only; pin 3 to ground through the same impedance",
    .parameters =
        {
            rout_spec("rout", "100", "source impedance of hot"),
            rout_spec("pin3", "= rout", "resistor from cold to ground"),
            coupling_spec("couple", "a coupling capacitor in each leg"),
            {.name = "couple_hot",
             .unit = Unit::farad,
             .standard = "= couple",
             .help = "the one in hot",
             .words = {"none"},
             .positive = true},
            {.name = "couple_cold",
             .unit = Unit::farad,
             .standard = "= couple",
             .help = "the one in cold",
             .words = {"none"},
             .positive = true},
            pin_capacitor_spec("c_hot", "from pin 2 to the chassis"),
            pin_capacitor_spec("c_cold", "from pin 3 to the chassis"),
            opamp_spec(),
            gain_spec("of the op-amp, where it has a model: its noise gain"),
        },
    .circuit = R"(
  signal --[ x gain ]---||---[ rout ]---+----- 2 hot
  / gain              couple            |
                                       === c_hot
                                        |
  chassis ---+--------------------------+----- 1 shield
             |                          |
             |                         === c_cold
             |                          |
             +----------||---[ pin3 ]---+----- 3 cold
                      couple
)",
    .formula =
        "Into legs of Z_leg to ground: V_d/V_cm = (rout - pin3) / Z_leg, nearly: the rejection depends on "
        "the "
        "difference of the two source impedances and not on what cold carries (bridge formula). An op-amp "
        "with a model adds its closed-loop output impedance to hot alone, c_hot without c_cold takes from "
        "hot's at high frequencies. One leg has all of the signal: it clips 6.02 dB before two op-amps on "
        "two legs would. Noise gain: gain, feedback 10k.",
    .example = "output modded : impedance_balanced { rout = 1k 5%, pin3 = 1k 1% }",
    .build = BuildOutput{build},
};

}  // namespace pin3
