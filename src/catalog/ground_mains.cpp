#include "catalog/kind.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const GroundNodes& nodes) {
    scope.resistor("impedance", nodes.emf, nodes.chassis, parameters.part("impedance"));
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
            {.name = "spectrum",
             .shape = Shape::pairs,
             .unit = Unit::percent,
             .standard = "rectifier",
             .help = "a named spectrum, or a list of (harmonic, percent)",
             .words = {"sine", "transformer", "rectifier", "dimmer"},
             .tolerance = false},
        },
    .circuit = R"(
  receiver's chassis ---( EMF )---[ impedance ]--- source's chassis
)",
    .formula =
        "U between the chassis = EMF R_shield / (R_shield + impedance) with the shield bonded at both ends.",
    .example = "ground rack : mains { level = 100 mV, frequency = 50 Hz }",
    .build = BuildGround{build},
};

}  // namespace pin3
