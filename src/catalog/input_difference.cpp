#include "catalog/kind.hpp"
#include "catalog/opamp.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

// The feedback resistors follow from r and gain unless they are given themselves.
Part feedback(const Parameters& parameters, std::string_view name) {
    const Part& part = parameters.part(name);
    return parameters.given(name) ? part : scaled(part, parameters.number("gain"));
}

void build(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    const Node inverting = scope.node("inverting");
    const Node noninverting = scope.node("noninverting");
    scope.capacitor("c_hot", pins.hot, ground, parameters.part("c_hot"));
    scope.capacitor("c_cold", pins.cold, ground, parameters.part("c_cold"));
    scope.resistor("r1", pins.cold, inverting, parameters.part("r1"));
    scope.resistor("r2", inverting, pins.out, feedback(parameters, "r2"));
    scope.resistor("r3", pins.hot, noninverting, parameters.part("r3"));
    scope.resistor("r4", noninverting, ground, feedback(parameters, "r4"));
    build_opamp(scope, "opamp", parameters.setting("opamp"), {noninverting, inverting, pins.out});
}

}  // namespace

extern const Kind input_difference{
    .role = Role::input,
    .name = "difference",
    .summary = "one op-amp and four resistors",
    .parameters =
        {
            {.name = "r", .unit = Unit::ohm, .standard = "10k", .help = "r1 and r3; r2 and r4 are gain times as large",
             .positive = true},
            {.name = "r1", .unit = Unit::ohm, .standard = "= r", .help = "cold to the inverting input",
             .positive = true},
            {.name = "r2", .unit = Unit::ohm, .standard = "= r", .help = "feedback", .positive = true},
            {.name = "r3", .unit = Unit::ohm, .standard = "= r", .help = "hot to the non-inverting input",
             .positive = true},
            {.name = "r4", .unit = Unit::ohm, .standard = "= r", .help = "non-inverting input to ground",
             .positive = true},
            {.name = "gain", .standard = "1", .help = "r2 / r1", .positive = true, .tolerance = false},
            {.name = "c_hot", .unit = Unit::farad, .standard = "0", .help = "from hot to ground"},
            {.name = "c_cold", .unit = Unit::farad, .standard = "0", .help = "from cold to ground"},
            opamp_spec(),
        },
    .circuit = R"(
                        +---[ r2 ]---+
                        |            |
  3 cold ---[ r1 ]------+---|-\      |
                            |  >-----+--- out
  2 hot ----[ r3 ]---+------|+/
                     |
                   [ r4 ]   (c_hot, c_cold: from each pin to ground)
                     |
  1 shield ----------+---- chassis
)",
    .formula = "A_cm = (r1 r4 - r2 r3) / (r1 (r3 + r4)); worst corner of tolerance t at gain G: "
               "CMRR = (1 + G) / (4 t). Source resistance adds to r1 and r3.",
    .example = "input mixer : difference { r = 10k 1%, opamp = ne5532 }",
    .build = BuildInput{build},
};

}  // namespace pin3
