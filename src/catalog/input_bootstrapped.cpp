#include "catalog/difference_stage.hpp"
#include "catalog/input_pins.hpp"
#include "catalog/opamp.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    const InputPins legs = build_input_pins(scope, parameters, pins);
    const Node com = build_bias(scope, parameters, legs);
    scope.resistor("r_common", com, ground, parameters.part("r_common"));

    const Setting& opamp = parameters.setting("opamp");
    const Node hot = scope.node("hot");
    const Node cold = scope.node("cold");
    build_follower(scope, "opamp_hot", opamp, legs.hot, hot);
    build_follower(scope, "opamp_cold", opamp, legs.cold, cold);

    const Node mean = scope.node("mean");
    const Node boot = scope.node("boot");
    scope.resistor("r_mean_hot", hot, mean, parameters.part("r_mean_hot"));
    scope.resistor("r_mean_cold", cold, mean, parameters.part("r_mean_cold"));
    build_follower(scope, "opamp_boot", opamp, mean, boot);
    scope.capacitor("c_boot", boot, com, parameters.part("c_boot"));

    build_difference_stage(scope, parameters, {hot, cold, pins.out}, 1);
}

}  // namespace

// Common-mode input impedance of both legs together, amplifiers ideal. With V on both pins and X on COM,
//   (V - X) 2 / r_bias + (V - X) s c_boot = X / r_common       and I = (V - X) 2 / r_bias, so
//   Z = V / I = r_bias / 2 + r_common + s c_boot r_common r_bias / 2.
// With only k V (k < 1) coming out of follower and buffer the capacitor's current is s c_boot (k V - X), and
// Z ends at
//   Z = (r_bias / 2) (2 / r_bias + 1 / r_common + s c_boot) / (1 / r_common + (1 - k) s c_boot).
extern const Kind input_bootstrapped{
    .role = Role::input,
    .name = "bootstrapped",
    .summary = "instrumentation with its bias network driven by the common-mode voltage (InGenius)",
    .parameters = one_table({
        bias_parameters("24k"),
        {
            {.name = "r_common",
             .unit = Unit::ohm,
             .standard = "24k",
             .help = "from COM to ground",
             .positive = true},
            {.name = "c_boot",
             .unit = Unit::farad,
             .standard = "220u",
             .help = "from the common-mode buffer to COM; 0: no bootstrap"},
            {.name = "r_mean",
             .unit = Unit::ohm,
             .standard = "10k",
             .help = "from each follower to the common-mode buffer's input",
             .positive = true},
            {.name = "r_mean_hot",
             .unit = Unit::ohm,
             .standard = "= r_mean",
             .help = "the one of hot",
             .positive = true},
            {.name = "r_mean_cold",
             .unit = Unit::ohm,
             .standard = "= r_mean",
             .help = "the one of cold",
             .positive = true},
        },
        difference_parameters("each resistor of the difference stage"),
        input_pin_parameters(),
        {opamp_spec()},
    }),
    .circuit = R"(
  2 hot --+----------[ +1 ]---+-------------[ r3 ]---+------|+\
          |                   |                      |      |  >--+- out
    [ r_bias_hot ]      [ r_mean_hot ]             [ r4 ]  +|-/   |
          |    c_boot         |                      |     |      |
  COM ----+------||---[ +1 ]--+                   chassis  |      |
          |                   |                            |      |
    [ r_bias_cold ]     [ r_mean_cold ]                    |      |
          |                   |                            |      |
  3 cold -+----------[ +1 ]---+-------------[ r1 ]---------+[ r2 ]+
  COM ---[ r_common ]--- chassis
)",
    .formula =
        "Z_cm = r_bias/2 + r_common + s c_boot r_common r_bias/2 (ideal amplifiers; US patent 5,568,561): "
        "megohms "
        "to noise, r_bias + r_bias to the signal. With these values 36k without c_boot, 24 Mohm at 60 Hz "
        "with it; the THAT 1200's sheet has 10.",
    .example = "input desk : bootstrapped { c_boot = 220u, r = 10k 0.01% }",
    .build = BuildInput{build},
    .check = check_phantom,
    .pins = input_pins_circuit,
};

}  // namespace pin3
