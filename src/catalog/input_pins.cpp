#include "catalog/input_pins.hpp"

#include "catalog/specs.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace pin3 {
namespace {

ParameterSpec leg_of(ParameterSpec spec, std::string_view name, std::string_view standard,
                     std::string_view help) {
    spec.name = name;
    spec.standard = standard;
    spec.help = help;
    return spec;
}

// A capacitance to ground, of which `none` and 0 mean the same.
ParameterSpec pin_capacitor(std::string_view name, std::string_view help) {
    return {.name = name, .unit = Unit::farad, .standard = "0", .help = help, .words = {"none"}};
}

ParameterSpec phantom_spec() {
    return {.name = "phantom",
            .unit = Unit::ohm,
            .standard = "none",
            .help = "feed resistor of each leg to phantom voltage, which is ground for the signal (6.8k)",
            .words = {"none"},
            .positive = true};
}

ParameterSpec load_spec() {
    return {.name = "load_between",
            .unit = Unit::ohm,
            .standard = "none",
            .help = "between the legs, behind couple",
            .words = {"none"},
            .positive = true};
}

// The resistor or capacitor of a setting that may be `none`.
bool is_there(const Parameters& parameters, std::string_view name) {
    return parameters.has(name) && !parameters.setting(name).parts.empty();
}

constexpr std::array legs = {"hot", "cold"};

std::string of_leg(std::string_view name, std::string_view leg) {
    return fmt::format("{}_{}", name, leg);
}

}  // namespace

std::vector<ParameterSpec> input_pin_parameters() {
    const ParameterSpec phantom = phantom_spec(),
                        couple = coupling_spec("couple", "a coupling capacitor in each leg");
    return {
        pin_capacitor("c_hot", "from hot to ground"),
        pin_capacitor("c_cold", "from cold to ground"),
        phantom,
        leg_of(phantom, "phantom_hot", "= phantom", "the one of hot"),
        leg_of(phantom, "phantom_cold", "= phantom", "the one of cold"),
        couple,
        leg_of(couple, "couple_hot", "= couple", "the one in hot"),
        leg_of(couple, "couple_cold", "= couple", "the one in cold"),
        load_spec(),
    };
}

std::vector<ParameterSpec> hot_pin_parameters() {
    const ParameterSpec phantom = phantom_spec(),
                        couple = coupling_spec("couple", "a coupling capacitor in hot");
    ParameterSpec c_hot = pin_capacitor("c_hot", "from hot to the signal ground; also read as c");
    c_hot.former = "c";
    return {
        c_hot,
        phantom,
        leg_of(phantom, "phantom_hot", "= phantom", "the same: there is one leg"),
        couple,
        leg_of(couple, "couple_hot", "= couple", "the same: there is one leg"),
        leg_of(load_spec(), "load_between", "none", "from hot to the signal ground, behind couple"),
    };
}

InputPins build_input_pins(Scope& scope, const Parameters& parameters, const InputPins& pins) {
    InputPins behind = pins;
    for (const auto& [leg, pin] :
         {std::pair{legs[0], &InputPins::hot}, std::pair{legs[1], &InputPins::cold}}) {
        const std::string c = of_leg("c", leg), phantom = of_leg("phantom", leg),
                          couple = of_leg("couple", leg);
        if (is_there(parameters, c)) scope.capacitor(c, pins.*pin, pins.shield, parameters.part(c));
        if (is_there(parameters, phantom))
            scope.resistor(phantom, pins.*pin, pins.shield, parameters.part(phantom));
        if (!is_there(parameters, couple)) continue;
        behind.*pin = build_coupling(scope, couple, parameters.setting(couple), pins.*pin);
        // a cable may have nothing but this pin on its conductor
        if (!is_there(parameters, phantom))
            scope.resistor("insulation_" + std::string(leg), pins.*pin, pins.shield, fixed(insulation_ohm));
    }
    if (is_there(parameters, "load_between"))
        scope.resistor("load_between", behind.hot, behind.cold, parameters.part("load_between"));
    return behind;
}

bool is_coupled(const Parameters& parameters) {
    return is_there(parameters, "couple_hot") || is_there(parameters, "couple_cold");
}

std::string check_phantom(const Parameters& parameters) {
    for (const char* const leg : legs)
        if (is_there(parameters, of_leg("phantom", leg)) && !is_there(parameters, of_leg("couple", leg)))
            return fmt::format(
                "phantom without couple in {}: nothing keeps its 48 V from the stage, which as direct "
                "current through the feed upsets its bias or destroys it; give couple (47 uF), or leave "
                "phantom out",
                leg);
    return {};
}

constinit const std::string_view input_pins_circuit = R"(
  2 hot --+-----------+----------||-------+------ hot
          |           |       couple_hot  |
       === c_hot  [ phantom_hot ]         |
          |           |                   |
  1 ------+-----------+--- chassis  [ load_between ]
          |           |                   |
       === c_cold [ phantom_cold ]        |
          |           |       couple_cold |
  3 cold -+-----------+----------||-------+------ cold
)";

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
