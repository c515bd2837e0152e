#include "catalog/bond.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const GroundNodes& nodes) {
    const Node behind = scope.node("behind");
    scope.resistor("impedance", nodes.emf, behind, parameters.part("impedance"));
    scope.inductor("inductance", behind, nodes.chassis, parameters.part("inductance"));
    build_bond(scope, parameters, nodes.chassis);
}

std::vector<HumSource> hum(const Parameters& parameters, double) {
    return {{"ground loop", spectrum_lines(parameters.setting("spectrum"), parameters.number("frequency"),
                                           parameters.number("level"))}};
}

std::string check(const Parameters& parameters) {
    return check_spectrum(parameters.setting("spectrum"));
}

}  // namespace

extern const Kind ground_mains{
    .role = Role::ground,
    .name = "mains",
    .summary = "both ends earthed: the mains wiring drives a voltage between them",
    .parameters =
        {
            {.name = "level",
             .shape = Shape::level,
             .unit = Unit::volt,
             .standard = "100 mV",
             .help = "EMF between the two earths, rms",
             .tolerance = false},
            {.name = "frequency",
             .unit = Unit::hertz,
             .standard = "50 Hz",
             .help = "of the mains",
             .positive = true,
             .tolerance = false},
            {.name = "impedance", .unit = Unit::ohm, .standard = "1", .help = "of the earth path"},
            {.name = "inductance", .unit = Unit::henry, .standard = "10 uH", .help = "of the earth path"},
            bond_spec(),
            spectrum_spec("rectifier"),
        },
    .circuit = R"(
  receiver's  -+--( EMF )--[ impedance ]--( inductance )--+- source's
  chassis      |                                          |  chassis
               +----------------[ bond ]------------------+
)",
    .formula =
        "U between the chassis = EMF Z / (Z + impedance + j w inductance), Z the bond beside the lead's "
        "R_shield + j w "
        "L with the shield bonded at both ends (L = l_common length + choke).",
    .example = "ground rack : mains { level = 100 mV, frequency = 50 Hz }",
    .build = BuildGround{build},
    .check = check,
    .hum = hum,
};

}  // namespace pin3
