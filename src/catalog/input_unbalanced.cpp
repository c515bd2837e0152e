#include "catalog/input_pins.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

// What the output counts against is the signal ground, on which cold and the shell are; `lift` lies in the
// link, between that and the chassis.
void build(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    scope.join(pins.cold, pins.shield);
    const InputPins legs = build_input_pins(scope, parameters, pins);
    scope.resistor("r", legs.hot, pins.shield, parameters.part("r"));
    scope.vcvs("buffer", pins.out, ground, legs.hot, pins.shield, fixed(1));
}

}  // namespace

// With the shield bonded at both ends the voltage U between the chassis drives I = U/(lift + R_s + j w L)
// through it, R_s and L those of the shield and the lead; what of U lies in series with the signal is I R_s.
extern const Kind input_unbalanced{
    .role = Role::input,
    .name = "unbalanced",
    .summary = "hot against its signal ground, on which are the shell and cold, where the cable brings one",
    .parameters = one_table({
        {{.name = "r",
          .unit = Unit::ohm,
          .standard = "10k",
          .help = "from hot to the signal ground",
          .positive = true}},
        hot_pin_parameters(),
        {{.name = "lift",
          .unit = Unit::ohm,
          .standard = "0",
          .help = "from the signal ground to the chassis: a hum breaker"}},
    }),
    .circuit = R"(
  2 hot ----+--------+-------||------+--------+------[ +1 ]--- out
            |        |   couple_hot  |        |
         === c_hot   |             [ r ] [ load_between ]
            |  [ phantom_hot ]       |        |
            |        |               |        |
  3 cold ---+--------+---------------+--------+------ signal ground
            |                                             |
  1 shield -+                             chassis ---[ lift ]
)",
    .formula =
        "V_noise = I_shield R_shield: what lies between the two chassis lies in series with the signal, so "
        "with the shield bonded at both ends the link rejects 0 dB, whatever the output is. With lift, and "
        "with the lead's inductance L, CMRR = |lift + R_shield + j w L| / R_shield.",
    .example = "input deck : unbalanced { r = 47k, c_hot = 100 pF }",
    .build = BuildInput{build},
    .check = check_phantom,
};

}  // namespace pin3
