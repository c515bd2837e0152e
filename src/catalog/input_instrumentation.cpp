#include "catalog/difference_stage.hpp"
#include "catalog/input_pins.hpp"
#include "catalog/opamp.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

// The cross resistor follows from rf and gain unless it is given itself: gain = 1 + 2 rf / rg.
Part cross_resistor(const Parameters& parameters, double gain) {
    const Part& part = parameters.part("rg");
    return parameters.given("rg") ? part : scaled(part, 2 / (gain - 1));
}

void build(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    const InputPins legs = build_input_pins(scope, parameters, pins);
    const Node com = build_bias(scope, parameters, legs);
    scope.resistor("r_common", com, ground, parameters.part("r_common"));

    const Setting& opamp = parameters.setting("opamp");
    const Node hot = scope.node("hot");
    const Node cold = scope.node("cold");
    const double gain = parameters.number("gain");
    if (gain == 1 && !parameters.given("rg")) {
        build_follower(scope, "opamp_hot", opamp, legs.hot, hot);
        build_follower(scope, "opamp_cold", opamp, legs.cold, cold);
    } else {
        const Node feedback_hot = scope.node("feedback_hot");
        const Node feedback_cold = scope.node("feedback_cold");
        scope.resistor("rf_hot", hot, feedback_hot, parameters.part("rf_hot"));
        scope.resistor("rf_cold", cold, feedback_cold, parameters.part("rf_cold"));
        scope.resistor("rg", feedback_hot, feedback_cold, cross_resistor(parameters, gain));
        build_opamp(scope, "opamp_hot", opamp, {legs.hot, feedback_hot, hot});
        build_opamp(scope, "opamp_cold", opamp, {legs.cold, feedback_cold, cold});
    }
    build_difference_stage(scope, parameters, {hot, cold, pins.out}, 1);
}

}  // namespace

extern const Kind input_instrumentation{
    .role = Role::input,
    .name = "instrumentation",
    .summary = "two amplifiers of high input impedance, then one op-amp and four resistors",
    .parameters = one_table({
        bias_parameters("100k"),
        {
            {.name = "r_common", .unit = Unit::ohm, .standard = "0", .help = "from COM to ground"},
            {.name = "gain",
             .standard = "1",
             .help = "of the first stage; the difference stage has 1",
             .minimum = 1,
             .tolerance = false},
            {.name = "rf",
             .unit = Unit::ohm,
             .standard = "10k",
             .help = "feedback of the first stage; not there at gain 1",
             .positive = true},
            {.name = "rf_hot",
             .unit = Unit::ohm,
             .standard = "= rf",
             .help = "the one of hot",
             .positive = true},
            {.name = "rf_cold",
             .unit = Unit::ohm,
             .standard = "= rf",
             .help = "the one of cold",
             .positive = true},
            {.name = "rg",
             .unit = Unit::ohm,
             .standard = "= rf",
             .help = "between the inverting inputs: 2 rf / (gain - 1); given itself, it decides the gain",
             .positive = true},
        },
        difference_parameters("each resistor of the difference stage"),
        input_pin_parameters(),
        {opamp_spec()},
    }),
    .circuit = R"(
  2 hot --+-------------|+\
          |             |  >--+----[ r3 ]---+--------|+\
          |          +--|-/   |             |        |  >--+--- out
          |          +-[rf_hot]           [ r4 ]  +--|-/   |
    [ r_bias_hot ]   |                      |     |        |
          |        [ rg ]                chassis  |        |
  COM ----+          |                            |        |
          |          +-[rf_cold]                  |        |
    [ r_bias_cold ]  +--|-\   |                   |        |
          |             |  >--+----[ r1 ]---------+-[ r2 ]-+
  3 cold -+-------------|+/
  COM ---[ r_common ]--- chassis           gain 1: no rf and no rg
)",
    .formula =
        "gain = 1 + 2 rf / rg for the difference, 1 for what both legs have in common: CMRR = gain x that of "
        "the "
        "difference stage. A source imbalance of dR costs dR / r_bias with r_common = 0.",
    .example = "input desk : instrumentation { r_bias = 1meg 1%, gain = 4, r = 10k 0.1% }",
    .build = BuildInput{build},
    .check = check_phantom,
    .pins = input_pins_circuit,
};

}  // namespace pin3
