#include "catalog/ground_leakage.hpp"

namespace pin3 {
namespace {

// So that the chassis has a bias point where no shield bonds it; far above the reactance of any leakage in
// the audio range.
constexpr double insulation_ohm = 1e12;

}  // namespace

std::vector<ParameterSpec> leakage_parameters() {
    return {
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
        {.name = "capacitance",
         .unit = Unit::farad,
         .standard = "1 nF",
         .help = "through which the mains leaks into the source's chassis",
         .positive = true},
        spectrum_spec("mains"),
    };
}

std::string check_leakage(const Parameters& parameters) {
    return check_spectrum(parameters.setting("spectrum"));
}

HumSource leakage_hum(const Parameters& parameters, double share) {
    return {"leakage", spectrum_lines(parameters.setting("spectrum"), parameters.number("frequency"),
                                      share * parameters.number("voltage"))};
}

void build_leakage(Scope& scope, const Parameters& parameters, const GroundNodes& nodes) {
    scope.capacitor("capacitance", nodes.emf, nodes.chassis, parameters.part("capacitance"));
    scope.resistor("insulation", nodes.emf, nodes.chassis, fixed(insulation_ohm));
}

}  // namespace pin3
