#include "catalog/input_pins.hpp"

namespace pin3 {

std::vector<ParameterSpec> pin_capacitor_parameters() {
    return {
        {.name = "c_hot", .unit = Unit::farad, .standard = "0", .help = "from hot to ground"},
        {.name = "c_cold", .unit = Unit::farad, .standard = "0", .help = "from cold to ground"},
    };
}

void build_pin_capacitors(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    scope.capacitor("c_hot", pins.hot, ground, parameters.part("c_hot"));
    scope.capacitor("c_cold", pins.cold, ground, parameters.part("c_cold"));
}

std::vector<ParameterSpec> bias_parameters(std::string_view r_bias) {
    return {
        {.name = "r_bias",
         .unit = Unit::ohm,
         .standard = r_bias,
         .help = "bias resistor of each leg to the node COM",
         .positive = true},
        {.name = "r_bias_hot",
         .unit = Unit::ohm,
         .standard = "= r_bias",
         .help = "the one of hot",
         .positive = true},
        {.name = "r_bias_cold",
         .unit = Unit::ohm,
         .standard = "= r_bias",
         .help = "the one of cold",
         .positive = true},
    };
}

Node build_bias(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    const Node com = scope.node("com");
    scope.resistor("r_bias_hot", pins.hot, com, parameters.part("r_bias_hot"));
    scope.resistor("r_bias_cold", pins.cold, com, parameters.part("r_bias_cold"));
    return com;
}

}  // namespace pin3
