#include "catalog/kind.hpp"
#include "catalog/output_amplifier.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

// The two amplifiers between the signal and rout. Half of the signal each, less half of the gain error, so
// that the two together deliver 1 V for 1 V of signal.
void build_amplifiers(Scope& scope, const Parameters& parameters, Node signal, Node hot, Node cold) {
    const Setting& opamp = parameters.setting("opamp");
    const Part& error = parameters.part("gain_error");
    const double share = 1 / (2 + error.value / 100);
    if (ideal(opamp)) {
        scope.vcvs("hot", hot, ground, signal, ground, fixed(share));
        scope.vcvs("cold", cold, ground, signal, ground, unbalanced(fixed(-share), error, 1));
        return;
    }
    const double gain = parameters.number("gain");
    const Node in = scope.node("in");
    scope.vcvs("in", in, ground, signal, ground, fixed(share / gain));
    build_upright(scope, "hot", opamp, gain, in, hot);
    build_inverted(scope, "cold", opamp, gain, error, in, cold);
}

void build(Scope& scope, const Parameters& parameters, const OutputPins& pins) {
    const Node hot = scope.node("amplifier_hot");
    const Node cold = scope.node("amplifier_cold");
    build_amplifiers(scope, parameters, pins.signal, hot, cold);
    const Node driven_hot = build_coupling(scope, "couple_hot", parameters.setting("couple_hot"), hot);
    scope.resistor("rout_hot", driven_hot, pins.hot, parameters.part("rout_hot"));
    const Node driven_cold = build_coupling(scope, "couple_cold", parameters.setting("couple_cold"), cold);
    scope.resistor("rout_cold", driven_cold, pins.cold, parameters.part("rout_cold"));
}

ParameterSpec couple_leg(std::string_view name, std::string_view help) {
    ParameterSpec spec = coupling_spec(name, help);
    spec.standard = "= couple";
    return spec;
}

}  // namespace

extern const Kind output_symmetric{
    .role = Role::output,
    .name = "symmetric",
    .summary = "half the signal on pin 2, its inverse on pin 3, from two amplifiers",
    .parameters =
        {
            rout_spec("rout", "50", "source impedance of each leg"),
            rout_spec("rout_hot", "= rout", "the one in hot"),
            rout_spec("rout_cold", "= rout", "the one in cold"),
            {.name = "gain_error",
             .unit = Unit::percent,
             .standard = "0 %",
             .help = "how much more than the other amplifier the inverting one delivers",
             .minimum = -99,
             .maximum = 100},
            coupling_spec("couple", "a coupling capacitor in each leg"),
            couple_leg("couple_hot", "the one in hot"),
            couple_leg("couple_cold", "the one in cold"),
            opamp_spec(),
            gain_spec("of each leg from the stage's input, where the op-amp has a model: noise gain gain in "
                      "hot, 1 + gain in cold"),
        },
    .circuit = R"(
               +--[ x gain ]------------------||--[ rout_hot ]--- 2 hot
               |                             couple
  signal ------+              +-[ 10k(1+e) ]-+
  / (2 gain)   |              |              |
               +-[ 10k/gain ]-+--|-\         |
                                 |  >--------+-||-[ rout_cold ]-- 3 cold
                           +-----|+/         couple
                           |                     e = gain_error
  chassis -----------------+------------------------------------- 1 shield
)",
    .formula =
        "Into legs of Z_leg to ground: V_d/V_cm = (rout_hot - rout_cold) / Z_leg, nearly (bridge "
        "formula): what cold carries does not enter. With a gain error e the BBC's balance is (2 + e) / "
        "(e/2) and the rejection stays as it is. With a model of an op-amp the closed-loop output "
        "impedances come on top of rout: r_out over 1 + A/gain in hot, over 1 + A/(1 + gain) in cold, and "
        "the hiss of the op-amp by the same noise gains. The ideal ones have neither.",
    .example = "output desk : symmetric { rout = 50 1%, couple = 100uF 20% }",
    .build = BuildOutput{build},
};

}  // namespace pin3
