#include "catalog/pickup.hpp"

#include "catalog/specs.hpp"

#include <cmath>
#include <numbers>

namespace pin3 {
namespace {

double fundamental(const Parameters& parameters, double mains_hz) {
    return parameters.is("field_frequency", "mains") ? mains_hz : parameters.number("field_frequency");
}

ParameterSpec spectrum_of(std::string_view name, std::string_view standard) {
    ParameterSpec spec = spectrum_spec(standard);
    spec.name = name;
    return spec;
}

ParameterSpec magnetic_spec(std::string_view help) {
    return {.name = "magnetic", .unit = Unit::tesla, .standard = "0.1 uT", .help = help, .tolerance = false};
}

ParameterSpec field_frequency_spec(std::string_view help) {
    return {.name = "field_frequency",
            .unit = Unit::hertz,
            .standard = "mains",
            .help = help,
            .words = {"mains"},
            .positive = true,
            .tolerance = false};
}

// The EMF that a magnetic field induces, line by line: E = 2 pi f B A (Faraday), B = `magnetic`, A in m^2 of
// all turns together. Nothing where there is none.
std::vector<HumSource> induced(const Parameters& parameters, std::string_view path, double square_metres,
                               double hertz) {
    if (parameters.number("magnetic") == 0 || square_metres == 0) return {};
    HumSource source{
        path, spectrum_lines(parameters.setting("magnetic_spectrum"), hertz, parameters.number("magnetic"))};
    for (SpectralLine& line : source.lines)
        line.volts *= 2 * std::numbers::pi * line.frequency_hz * square_metres;
    return {std::move(source)};
}

}  // namespace

std::vector<ParameterSpec> pickup_specs(const PickupFigures& figures) {
    std::vector<ParameterSpec> electric = {
        {.name = "electric",
         .unit = Unit::volt,
         .standard = "230 V",
         .help = "on mains wiring beside the cable, rms",
         .tolerance = false},
        {.name = "c_electric",
         .unit = Unit::farad_per_metre,
         .standard = figures.c_electric,
         .help = "capacitance of each conductor to that wiring, past the shield",
         .tolerance = false},
    };
    if (!figures.c_electric_imbalance.empty())
        electric.push_back({.name = "c_electric_imbalance",
                            .unit = Unit::percent,
                            .standard = figures.c_electric_imbalance,
                            .help = "(C_hot - C_cold) / mean of these",
                            .minimum = -199,
                            .maximum = 199,
                            .tolerance = false});
    return one_table(
        {electric,
         {
             magnetic_spec("flux density of the field across the cable, rms"),
             {.name = "spacing",
              .unit = Unit::metre,
              .standard = figures.spacing,
              .help = "between the conductors; times the length it is the loop's area",
              .tolerance = false},
             {.name = "twist",
              .unit = Unit::decibel,
              .standard = figures.twist,
              .help = "what twisting takes off the loop",
              .tolerance = false},
             field_frequency_spec(
                 "of both fields: that of the link's ground, 50 Hz where it has none, or another one"),
             spectrum_of("electric_spectrum", "mains"),
             spectrum_of("magnetic_spectrum", "transformer"),
         }});
}

// Magnetic: A = spacing times length, less what twisting takes off. In 1 uT at 50 Hz 3 mm make 0.94 uV a
// metre.
std::vector<HumSource> pickup_hum(const Parameters& cable, double mains_hz) {
    const double hertz = fundamental(cable, mains_hz);
    std::vector<HumSource> sources;
    if (cable.number("electric") > 0 && cable.number("c_electric") > 0)
        sources.push_back({"electric", spectrum_lines(cable.setting("electric_spectrum"), hertz,
                                                      cable.number("electric"))});
    const double area =
        cable.number("spacing") * cable.number("length") * std::pow(10.0, -cable.number("twist") / 20);
    for (HumSource& magnetic : induced(cable, "magnetic", area, hertz))
        sources.push_back(std::move(magnetic));
    return sources;
}

std::string check_pickup(const Parameters& cable) {
    const std::string problem = check_spectrum(cable.setting("electric_spectrum"));
    return problem.empty() ? check_spectrum(cable.setting("magnetic_spectrum")) : problem;
}

std::vector<ParameterSpec> core_pickup_specs() {
    return {
        {.name = "core_area",
         .unit = Unit::square_metre,
         .standard = "0",
         .help =
             "of one turn of the primary, across the room's magnetic field: the core's cross-section times "
             "what the core gathers of the field and less what the can keeps off; 0: no pick-up",
         .maximum = 1,
         .tolerance = false},
        {.name = "turns",
         .standard = "0",
         .help = "of the primary; 0: no pick-up",
         .maximum = 1e6,
         .tolerance = false},
        magnetic_spec("flux density of the field across the core, rms"),
        field_frequency_spec("of that: that of the link's ground, 50 Hz where it has none, or another one"),
        spectrum_of("magnetic_spectrum", "transformer"),
    };
}

// 2000 turns of 1 cm^2 have 6.3 uV in 0.1 uT at 50 Hz.
std::vector<HumSource> core_pickup_hum(const Parameters& input, double mains_hz) {
    return induced(input, "core", input.number("core_area") * input.number("turns"),
                   fundamental(input, mains_hz));
}

std::string check_core_pickup(const Parameters& input) {
    if ((input.number("core_area") == 0) != (input.number("turns") == 0))
        return "core_area and turns make the pick-up of the core together, and one of them is 0: give both, "
               "or "
               "neither";
    return check_spectrum(input.setting("magnetic_spectrum"));
}

void build_pickup(Scope& scope, const Parameters& cable, const PickupNodes& nodes) {
    const Part all = fixed(cable.number("c_electric") * cable.number("length"));
    if (cable.has("c_electric_imbalance")) {
        const Part imbalance = fixed(cable.number("c_electric_imbalance"));
        scope.capacitor("electric_hot", nodes.electric, nodes.hot, unbalanced(all, imbalance, 0.5));
        scope.capacitor("electric_cold", nodes.electric, nodes.cold, unbalanced(all, imbalance, -0.5));
    } else {
        scope.capacitor("electric", nodes.electric, nodes.hot, all);
    }
    scope.vcvs("magnetic", nodes.hot, nodes.cable_hot, nodes.magnetic, ground, fixed(1));
}

}  // namespace pin3
