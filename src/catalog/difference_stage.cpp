#include "catalog/difference_stage.hpp"

#include "catalog/opamp.hpp"

namespace pin3 {

std::vector<ParameterSpec> difference_parameters(std::string_view help) {
    return {
        {.name = "r", .unit = Unit::ohm, .standard = "10k", .help = help, .positive = true},
        {.name = "r1",
         .unit = Unit::ohm,
         .standard = "= r",
         .help = "cold to the inverting input",
         .positive = true},
        {.name = "r2", .unit = Unit::ohm, .standard = "= r", .help = "feedback", .positive = true},
        {.name = "r3",
         .unit = Unit::ohm,
         .standard = "= r",
         .help = "hot to the non-inverting input",
         .positive = true},
        {.name = "r4",
         .unit = Unit::ohm,
         .standard = "= r",
         .help = "non-inverting input to ground",
         .positive = true},
    };
}

void build_difference_stage(Scope& scope, const Parameters& parameters, const InputPins& pins, double gain) {
    const auto times_gain = [&](std::string_view name) {
        const Part& part = parameters.part(name);
        return parameters.given(name) ? part : scaled(part, gain);
    };
    const Node inverting = scope.node("inverting");
    const Node noninverting = scope.node("noninverting");
    scope.resistor("r1", pins.cold, inverting, parameters.part("r1"));
    scope.resistor("r2", inverting, pins.out, times_gain("r2"));
    scope.resistor("r3", pins.hot, noninverting, parameters.part("r3"));
    scope.resistor("r4", noninverting, ground, times_gain("r4"));
    build_opamp(scope, "opamp", parameters.setting("opamp"), {noninverting, inverting, pins.out});
}

}  // namespace pin3
