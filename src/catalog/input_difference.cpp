#include "catalog/difference_stage.hpp"
#include "catalog/input_pins.hpp"
#include "catalog/specs.hpp"

#include <fmt/format.h>

#include <cmath>

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    const InputPins legs = build_input_pins(scope, parameters, pins);
    build_difference_stage(scope, parameters, legs, parameters.number("gain"));
}

std::string check(const Parameters& parameters) {
    const double gain = parameters.number("gain"),
                 by_parts = parameters.number("r2") / parameters.number("r1");
    if (!parameters.given("gain") || !parameters.given("r2") || std::abs(by_parts / gain - 1) < 1e-3)
        return check_phantom(parameters);
    return fmt::format("gain = {:g} and r2 / r1 = {:g} are the same figure: give one of them", gain,
                       by_parts);
}

}  // namespace

extern const Kind input_difference{
    .role = Role::input,
    .name = "difference",
    .summary = "one op-amp and four resistors",
    .parameters = one_table({
        difference_parameters("r1 and r3; r2 and r4 are gain times as large"),
        {{.name = "gain", .standard = "1", .help = "r2 / r1", .positive = true, .tolerance = false}},
        input_pin_parameters(),
        {opamp_spec()},
    }),
    .circuit = R"(
                        +---[ r2 ]---+
                        |            |
  3 cold ---[ r1 ]------+---|-\      |
                            |  >-----+--- out
  2 hot ----[ r3 ]---+------|+/
                     |
                   [ r4 ]
                     |
  1 shield ----------+---- chassis
)",
    .formula =
        "A_cm = (r1 r4 - r2 r3) / (r1 (r3 + r4)); worst corner of tolerance t at gain G: "
        "CMRR = (1 + G) / (4 t). Source resistance adds to r1 and r3.",
    .example = "input mixer : difference { r = 10k 1%, opamp = ne5532 }",
    .build = BuildInput{build},
    .check = check,
    .pins = input_pins_circuit,
};

}  // namespace pin3
