#include "catalog/ground_leakage.hpp"

#include "catalog/bond.hpp"
#include "catalog/specs.hpp"

#include <string>

namespace pin3 {
namespace {

// So that the chassis has a bias point where no shield bonds it; far above the reactance of any leakage in
// the audio range.
constexpr double insulation_ohm = 1e12;

// Between a box and the mains: what leaks, and by the name of the parameter what else couples.
void build_box(Scope& scope, const Parameters& parameters, const std::string& box, Node mains, Node chassis) {
    for (const std::string_view way : {"capacitance", "coupling"})
        if (const std::string name = std::string(way) + box; parameters.has(name))
            scope.capacitor(name, mains, chassis, parameters.part(name));
    scope.resistor("insulation" + box, mains, chassis, fixed(insulation_ohm));
}

}  // namespace

std::vector<ParameterSpec> leakage_parameters(std::vector<ParameterSpec> coupling) {
    const auto of_receiver = [](ParameterSpec spec, std::string_view name, std::string_view standard) {
        spec.name = name;
        spec.standard = standard;
        spec.help = "the receiver's, where neither box has earth (at = both)";
        return spec;
    };
    const ParameterSpec capacitance{.name = "capacitance",
                                    .unit = Unit::farad,
                                    .standard = "1 nF",
                                    .help = "through which the mains leaks into the chassis",
                                    .positive = true};
    if (!coupling.empty())
        coupling.push_back(of_receiver(coupling.back(), "coupling_receiver", "= coupling"));
    return one_table({
        {
            {.name = "voltage",
             .unit = Unit::volt,
             .standard = "230 V",
             .help = "of the mains, rms",
             .positive = true,
             .tolerance = false},
            {.name = "frequency",
             .unit = Unit::hertz,
             .standard = "50 Hz",
             .help = "of the mains",
             .positive = true,
             .tolerance = false},
            capacitance,
            {.name = "at",
             .shape = Shape::word,
             .standard = "source",
             .help = "which box lacks earth: at the receiver instead of the source only the sign of the hum "
                     "changes; with "
                     "none at both the two leakages lie in series, in their worst phase",
             .words = {"source", "receiver", "both"}},
            of_receiver(capacitance, "capacitance_receiver", "= capacitance"),
            bond_spec(),
            spectrum_spec("mains"),
        },
        coupling,
    });
}

std::string check_leakage(const Parameters& parameters) {
    return check_spectrum(parameters.setting("spectrum"));
}

HumSource leakage_hum(const Parameters& parameters, double share) {
    return {"leakage", spectrum_lines(parameters.setting("spectrum"), parameters.number("frequency"),
                                      share * parameters.number("voltage"))};
}

// One box without earth: EMF - capacitance - chassis. Two: I = w (V1 + V2) C1 C2 / (C1 + C2) in the worst
// phase, the mains voltages at the far sides of the two in series.
void build_leakage(Scope& scope, const Parameters& parameters, const GroundNodes& nodes) {
    if (parameters.is("at", "both")) {
        const Node mains = scope.node("mains");
        build_box(scope, parameters, "_receiver", nodes.emf, mains);
        build_box(scope, parameters, "", mains, nodes.chassis);
    } else if (parameters.is("at", "receiver")) {
        const Node reversed = scope.node("reversed");
        scope.vcvs("reversed", reversed, ground, nodes.emf, ground, fixed(-1));
        build_box(scope, parameters, "", reversed, nodes.chassis);
    } else {
        build_box(scope, parameters, "", nodes.emf, nodes.chassis);
    }
    build_bond(scope, parameters, nodes.chassis);
}

}  // namespace pin3
