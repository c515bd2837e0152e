#include "catalog/kind.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const OutputPins& pins) {
    const Node driven = build_coupling(scope, "couple_hot", parameters.setting("couple_hot"), pins.signal);
    scope.resistor("rout", driven, pins.hot, parameters.part("rout"));
    const Node returned = build_coupling(scope, "couple_cold", parameters.setting("couple_cold"), ground);
    scope.resistor("pin3", returned, pins.cold, parameters.part("pin3"));
}

}  // namespace

extern const Kind output_impedance_balanced{
    .role = Role::output,
    .name = "impedance_balanced",
    .summary = "signal on pin 2 only; pin 3 to ground through the same impedance",
    .parameters =
        {
            {.name = "rout", .unit = Unit::ohm, .standard = "100", .help = "source impedance of hot"},
            {.name = "pin3", .unit = Unit::ohm, .standard = "= rout", .help = "resistor from cold to ground"},
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
        },
    .circuit = R"(
  signal ---||---[ rout ]------ 2 hot
           couple
        +---||---[ pin3 ]------ 3 cold
        |  couple
  chassis --------------------- 1 shield
)",
    .formula =
        "Into legs of Z_leg to ground: V_d/V_cm = (rout - pin3) / Z_leg, nearly: the rejection depends on "
        "the "
        "difference of the two source impedances and not on what cold carries (bridge formula).",
    .example = "output modded : impedance_balanced { rout = 1k 5%, pin3 = 1k 1% }",
    .build = BuildOutput{build},
};

}  // namespace pin3
