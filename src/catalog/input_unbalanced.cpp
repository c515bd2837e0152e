#include "catalog/kind.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    scope.join(pins.cold, ground);
    scope.resistor("r", pins.hot, ground, parameters.part("r"));
    const Setting& c = parameters.setting("c");
    if (c.word != "none") scope.capacitor("c", pins.hot, ground, c.parts.at(0));
    scope.vcvs("buffer", pins.out, ground, pins.hot, ground, fixed(1));
}

}  // namespace

extern const Kind input_unbalanced{
    .role = Role::input,
    .name = "unbalanced",
    .summary = "hot against the chassis; cold, where the cable brings one, is on the chassis too",
    .parameters =
        {
            {.name = "r",
             .unit = Unit::ohm,
             .standard = "10k",
             .help = "from hot to the chassis",
             .positive = true},
            coupling_spec("c", "capacitance from hot to the chassis"),
        },
    .circuit = R"(
  2 hot ----+-------+------[ +1 ]--- out
            |       |
          [ r ]    === c
            |       |
  3 cold ---+-------+
            |
  1 shield -+------ chassis
)",
    .formula =
        "V_noise = I_shield R_shield: what lies between the two chassis lies in series with the signal, so "
        "with the "
        "shield bonded at both ends the link rejects 0 dB, whatever the output is.",
    .example = "input deck : unbalanced { r = 47k, c = 100 pF }",
    .build = BuildInput{build},
};

}  // namespace pin3
