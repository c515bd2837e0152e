#include "catalog/bond.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const GroundNodes& nodes) {
    scope.resistor("impedance", nodes.emf, nodes.chassis, parameters.part("impedance"));
    build_bond(scope, parameters, nodes.chassis);
}

std::vector<HumSource> hum(const Parameters& parameters, double) {
    return {{"carrier", modulated_lines(parameters.number("carrier"), parameters.number("level"),
                                        parameters.number("tone"), parameters.number("modulation") / 100)}};
}

std::string check(const Parameters& parameters) {
    if (parameters.number("tone") < parameters.number("carrier")) return {};
    return "tone must be below carrier";
}

}  // namespace

extern const Kind ground_rf{
    .role = Role::ground,
    .name = "rf",
    .summary = "conducted radio frequency between the chassis, as in the immunity test",
    .parameters =
        {
            {.name = "level",
             .shape = Shape::level,
             .unit = Unit::volt,
             .standard = "3 V",
             .help = "EMF of the unmodulated carrier, rms",
             .tolerance = false},
            {.name = "impedance", .unit = Unit::ohm, .standard = "150", .help = "behind which it comes"},
            bond_spec(),
            {.name = "carrier",
             .unit = Unit::hertz,
             .standard = "1meg",
             .help = "frequency of the carrier",
             .positive = true,
             .tolerance = false},
            {.name = "modulation",
             .unit = Unit::percent,
             .standard = "80 %",
             .help = "depth of the modulation",
             .maximum = 100,
             .tolerance = false},
            {.name = "tone",
             .unit = Unit::hertz,
             .standard = "1 kHz",
             .help = "with which the carrier is modulated",
             .positive = true,
             .tolerance = false},
        },
    .circuit = R"(
  receiver's  -+--( EMF )--[ impedance ]--+- source's
  chassis      +---------[ bond ]---------+  chassis
)",
    .formula =
        "IEC 61000-4-6: 3 V EMF behind 150 ohm, 150 kHz to 80 MHz, 80 % amplitude modulation with 1 kHz. U = "
        "EMF "
        "R_shield / (R_shield + impedance) with the shield bonded at both ends.",
    .example = "ground cb : rf { level = 10 V, carrier = 27meg }",
    .build = BuildGround{build},
    .check = check,
    .hum = hum,
};

}  // namespace pin3
