#include "catalog/kind.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const GroundNodes& nodes) {
    scope.resistor("impedance", nodes.emf, nodes.chassis, parameters.part("impedance"));
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
            spectrum_spec("rectifier"),
        },
    .circuit = R"(
  receiver's chassis ---( EMF )---[ impedance ]--- source's chassis
)",
    .formula =
        "U between the chassis = EMF R_shield / (R_shield + impedance) with the shield bonded at both ends.",
    .example = "ground rack : mains { level = 100 mV, frequency = 50 Hz }",
    .build = BuildGround{build},
    .check = check,
    .hum = hum,
};

}  // namespace pin3
