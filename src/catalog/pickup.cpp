#include "catalog/pickup.hpp"

#include "catalog/specs.hpp"

#include <cmath>
#include <numbers>

namespace pin3 {
namespace {

double fundamental(const Parameters& cable, double mains_hz) {
    return cable.is("field_frequency", "mains") ? mains_hz : cable.number("field_frequency");
}

ParameterSpec spectrum_of(std::string_view name, std::string_view standard) {
    ParameterSpec spec = spectrum_spec(standard);
    spec.name = name;
    return spec;
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
             {.name = "magnetic",
              .unit = Unit::tesla,
              .standard = "0.1 uT",
              .help = "flux density of the field across the cable, rms",
              .tolerance = false},
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
             {.name = "field_frequency",
              .unit = Unit::hertz,
              .standard = "mains",
              .help = "of both fields: that of the link's ground, 50 Hz where it has none, or another one",
              .words = {"mains"},
              .positive = true,
              .tolerance = false},
             spectrum_of("electric_spectrum", "mains"),
             spectrum_of("magnetic_spectrum", "transformer"),
         }});
}

// Magnetic: E = 2 pi f B A, harmonic by harmonic, with A = spacing times length. In 1 uT at 50 Hz 3 mm make
// 0.94 uV a metre.
std::vector<HumSource> pickup_hum(const Parameters& cable, double mains_hz) {
    const double hertz = fundamental(cable, mains_hz);
    std::vector<HumSource> sources;
    if (cable.number("electric") > 0 && cable.number("c_electric") > 0)
        sources.push_back({"electric", spectrum_lines(cable.setting("electric_spectrum"), hertz,
                                                      cable.number("electric"))});
    const double area =
        cable.number("spacing") * cable.number("length") * std::pow(10.0, -cable.number("twist") / 20);
    if (cable.number("magnetic") > 0 && area > 0) {
        HumSource magnetic{
            "magnetic", spectrum_lines(cable.setting("magnetic_spectrum"), hertz, cable.number("magnetic"))};
        for (SpectralLine& line : magnetic.lines)
            line.volts *= 2 * std::numbers::pi * line.frequency_hz * area;
        sources.push_back(std::move(magnetic));
    }
    return sources;
}

std::string check_pickup(const Parameters& cable) {
    const std::string problem = check_spectrum(cable.setting("electric_spectrum"));
    return problem.empty() ? check_spectrum(cable.setting("magnetic_spectrum")) : problem;
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
