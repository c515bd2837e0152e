#include "catalog/transformer.hpp"

#include "catalog/output_amplifier.hpp"
#include "catalog/specs.hpp"

#include <numbers>
#include <string>

namespace pin3 {
namespace {

// A winding's wire is split: half of its resistance at either end, the capacitances between. That is a lumped
// picture of a capacitance that lies along the whole winding: common-mode current passes half of the wire.
struct Winding {
    Node hot;
    Node cold;
};

Winding build_wire(Scope& scope, const std::string& name, Node hot, Node cold, const Part& resistance) {
    const Winding inside{scope.node(name + "_hot"), scope.node(name + "_cold")};
    scope.resistor("rdc_" + name + "_hot", hot, inside.hot, scaled(resistance, 0.5));
    scope.resistor("rdc_" + name + "_cold", inside.cold, cold, scaled(resistance, 0.5));
    return inside;
}

// Turns of the secondary: `gain` times the voltage of the core's winding, whose current is `gain` times
// theirs.
void build_turns(Scope& scope, const std::string& name, Winding core, Node hot, Node cold, double gain) {
    const Node sensed = scope.node(name + "_return");
    scope.vcvs(name, hot, sensed, core.hot, core.cold, fixed(gain));
    scope.voltage(name, cold, sensed, 0);
    scope.cccs(name, core.hot, core.cold, name, fixed(gain));
}

void build_capacitances(Scope& scope, const Parameters& parameters, Winding primary, Winding secondary,
                        Node shield) {
    const auto between = [&](const std::string& name, Node a, Node b, const Part& farad) {
        if (scope.circuit().canonical(a) != scope.circuit().canonical(b)) scope.capacitor(name, a, b, farad);
    };
    const Part half = scaled(parameters.part("c_interwinding"), 0.5);
    if (parameters.is("faraday", "yes")) {
        between("shield_primary_hot", primary.hot, shield, half);
        between("shield_primary_cold", primary.cold, shield, half);
        between("shield_secondary_hot", secondary.hot, shield, half);
        between("shield_secondary_cold", secondary.cold, shield, half);
    } else {
        between("interwinding_hot", primary.hot, secondary.hot, half);
        between("interwinding_cold", primary.cold, secondary.cold, half);
    }
    const Part& imbalance = parameters.part("c_winding_imbalance");
    const Part at_hot = unbalanced(parameters.part("c_winding"), imbalance, 0.5);
    const Part at_cold = unbalanced(parameters.part("c_winding"), imbalance, -0.5);
    between("winding_primary_hot", primary.hot, shield, at_hot);
    between("winding_primary_cold", primary.cold, shield, at_cold);
    between("winding_secondary_hot", secondary.hot, shield, at_hot);
    between("winding_secondary_cold", secondary.cold, shield, at_cold);
    const std::string& ends = parameters.word("residual");
    between("residual", ends.starts_with("hot") ? primary.hot : primary.cold,
            ends.ends_with("hot") ? secondary.hot : secondary.cold, parameters.part("c_residual"));
}

}  // namespace

std::vector<ParameterSpec> transformer_parameters(const TransformerFigures& figures) {
    return {
        {.name = "ratio",
         .standard = figures.ratio,
         .help = "turns of the primary to those of the secondary",
         .positive = true,
         .tolerance = false},
        {.name = "rdc_primary",
         .unit = Unit::ohm,
         .standard = figures.rdc_primary,
         .help = "resistance of the primary winding",
         .positive = true},
        {.name = "rdc_secondary",
         .unit = Unit::ohm,
         .standard = figures.rdc_secondary,
         .help = "resistance of the secondary winding",
         .positive = true},
        {.name = "lm",
         .unit = Unit::henry,
         .standard = figures.lm,
         .help = "magnetising inductance, on the primary",
         .positive = true},
        {.name = "leakage",
         .unit = Unit::henry,
         .standard = figures.leakage,
         .help = "leakage inductance, as seen on the primary"},
        {.name = "c_interwinding",
         .unit = Unit::farad,
         .standard = figures.c_interwinding,
         .help = "between the windings; with a Faraday shield from each of them to that"},
        {.name = "c_winding",
         .unit = Unit::farad,
         .standard = figures.c_winding,
         .help = "from each end of each winding to the core"},
        {.name = "c_winding_imbalance",
         .unit = Unit::percent,
         .standard = figures.c_winding_imbalance,
         .help = "(C_hot - C_cold) / mean of the capacitances to the core",
         .minimum = -199,
         .maximum = 199},
        {.name = "c_residual",
         .unit = Unit::farad,
         .standard = figures.c_residual,
         .help = "past the Faraday shield, from an end of the primary to one of the secondary"},
        {.name = "residual",
         .shape = Shape::word,
         .standard = "cold_to_hot",
         .help = "which ends c_residual joins, that of the primary first",
         .words = {"cold_to_hot", "cold_to_cold", "hot_to_hot", "hot_to_cold"}},
        {.name = "saturation",
         .shape = Shape::level,
         .unit = Unit::volt,
         .standard = "none",
         .help = "level across the primary at 20 Hz at which the core draws twice its magnetising current",
         .words = {"none"},
         .positive = true,
         .tolerance = false},
        {.name = "faraday",
         .shape = Shape::word,
         .standard = figures.faraday,
         .help = "a Faraday shield between the windings",
         .words = {"yes", "no"}},
    };
}

void build_transformer(Scope& scope, const Parameters& parameters, const TransformerPins& pins) {
    const Winding primary =
        build_wire(scope, "primary", pins.primary_hot, pins.primary_cold, parameters.part("rdc_primary"));
    const Winding secondary = build_wire(scope, "secondary", pins.secondary_hot, pins.secondary_cold,
                                         parameters.part("rdc_secondary"));
    const Winding core{scope.node("core"), primary.cold};
    scope.inductor("leakage", primary.hot, core.hot, parameters.part("leakage"));
    const Node below = pins.field ? scope.node("core_field") : core.cold;
    scope.inductor("lm", core.hot, below, parameters.part("lm"));
    // flux of a sine: peak over 2 pi f
    if (!parameters.is("saturation", "none"))
        scope.circuit().limit_last(std::numbers::sqrt2 * parameters.number("saturation") /
                                   (2 * std::numbers::pi * 20));
    if (pins.field) scope.vcvs("core_field", below, core.cold, *pins.field, ground, fixed(1));
    const double turns = 1 / parameters.number("ratio");
    if (pins.secondary_tap) {
        build_turns(scope, "upper", core, secondary.hot, *pins.secondary_tap, turns / 2);
        build_turns(scope, "lower", core, *pins.secondary_tap, secondary.cold, turns / 2);
    } else {
        build_turns(scope, "turns", core, secondary.hot, secondary.cold, turns);
    }
    build_capacitances(scope, parameters, primary, secondary, pins.shield);
}

std::vector<ParameterSpec> transformer_output_parameters(const TransformerFigures& figures,
                                                         std::string_view rout) {
    std::vector<ParameterSpec> table = transformer_parameters(figures);
    table.push_back(rout_spec("rout", rout, "source impedance of what drives the primary"));
    table.push_back({.name = "tap",
                     .shape = Shape::word,
                     .standard = "floating",
                     .help = "centre tap of the secondary: not connected, or on the chassis",
                     .words = {"floating", "ground"}});
    return table;
}

void build_transformer_output(Scope& scope, const Parameters& parameters, const OutputPins& pins) {
    const double divided = 1 + parameters.number("leakage") / parameters.number("lm");
    const Node amplifier = scope.node("amplifier");
    scope.vcvs("amplifier", amplifier, ground, pins.signal, ground,
               fixed(parameters.number("ratio") * divided));
    const Node driven = scope.node("driven");
    scope.resistor("rout", amplifier, driven, parameters.part("rout"));
    TransformerPins to{driven, ground, pins.hot, pins.cold};
    to.shield = pins.shield;
    if (parameters.is("tap", "ground")) to.secondary_tap = pins.shield;
    build_transformer(scope, parameters, to);
}

}  // namespace pin3
