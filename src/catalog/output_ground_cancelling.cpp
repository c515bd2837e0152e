#include "catalog/kind.hpp"
#include "catalog/opamp.hpp"
#include "catalog/output_amplifier.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const OutputPins& pins) {
    // inverted, so that what the amplifier delivers is upright; divided by the gain r2/r1 that it has for the
    // signal
    const Node inverted = scope.node("inverted");
    scope.vcvs("inverted", inverted, ground, pins.signal, ground,
               fixed(-parameters.number("r1") / parameters.number("r2")));
    const Node inverting = scope.node("inverting");
    const Node noninverting = scope.node("noninverting");
    const Node out = scope.node("out");
    scope.resistor("r1", inverted, inverting, parameters.part("r1"));
    scope.resistor("r2", inverting, out, parameters.part("r2"));
    scope.resistor("r3", pins.cold, noninverting, parameters.part("r3"));
    scope.resistor("r4", noninverting, ground, parameters.part("r4"));
    build_opamp(scope, "opamp", parameters.setting("opamp"), {noninverting, inverting, out});
    scope.resistor("rout", out, pins.hot, parameters.part("rout"));
}

ParameterSpec resistor(std::string_view name, std::string_view help) {
    return {.name = name, .unit = Unit::ohm, .standard = "= r", .help = help, .positive = true};
}

}  // namespace

extern const Kind output_ground_cancelling{
    .role = Role::output,
    .name = "ground_cancelling",
    .summary = "signal on pin 2; pin 3 senses the far ground, which is added to it",
    .parameters =
        {
            rout_spec("rout", "100", "source impedance of hot"),
            {.name = "r", .unit = Unit::ohm, .standard = "10k", .help = "each of r1 to r4", .positive = true},
            resistor("r1", "inverted signal to the inverting input"),
            resistor("r2", "feedback"),
            resistor("r3", "cold to the non-inverting input"),
            resistor("r4", "non-inverting input to the chassis"),
            opamp_spec(),
        },
    .circuit = R"(
                       +---[ r2 ]---+
                       |            |
  -signal --[ r1 ]-----+---|-\      |
                           |  >-----+---[ rout ]---- 2 hot
         +--[ r3 ]---+-----|+/
         |           |
         |         [ r4 ]
         |           |
         +-----------|------------------------------ 3 cold
  chassis -----------+------------------------------ 1 shield
)",
    .formula =
        "hot = signal + cold, less cold (r1 r3 - r2 r4) / (r1 (r3 + r4)): into an unbalanced input "
        "whose ground cold reaches, the rejection is that of a difference amplifier, 1/(2 t) at the "
        "worst corner of tolerance t. Into legs of Z_leg to ground: V_d/V_cm = rout / (Z_leg + r3 + "
        "r4), since only hot has rout.",
    .example = "output jack : ground_cancelling { rout = 75 1%, r = 10k 1% }",
    .build = BuildOutput{build},
};

}  // namespace pin3
