#include "catalog/cable_pair.hpp"
#include "catalog/ladder.hpp"
#include "catalog/pickup.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const CableEnds& ends) {
    const double length = parameters.number("length");
    const auto resistance = [&](std::string_view name) { return scaled(parameters.part(name), length); };
    const Part inductance = scaled(parameters.part("l_conductor"), length);
    const Node near_hot = scope.node("near_hot"), far_hot = scope.node("far_hot");
    const Node near_cold = scope.node("near_cold"), far_cold = scope.node("far_cold");
    build_contact(scope, parameters, "near_hot", ends.near_hot, near_hot);
    build_contact(scope, parameters, "far_hot", ends.far_hot, far_hot);
    build_contact(scope, parameters, "near_cold", ends.near_cold, near_cold);
    build_contact(scope, parameters, "far_cold", ends.far_cold, far_cold);
    build_ladder(scope, static_cast<int>(parameters.number("sections")),
                 {{"hot", near_hot, far_hot, resistance("r_conductor_hot"), inductance},
                  {"cold", near_cold, far_cold, resistance("r_conductor_cold"), inductance}},
                 {{"hot_cold", 0, 1, scaled(parameters.part("c_conductors"), length)}});
}

}  // namespace

extern const Kind cable_unshielded{
    .role = Role::cable,
    .name = "unshielded",
    .summary = "two conductors and nothing else: the chassis are not joined",
    .parameters = one_table(
        {{length_spec()},
         conductor_specs("52 mohm/m"),
         {{.name = "c_conductors",
           .unit = Unit::farad_per_metre,
           .standard = "50 pF/m",
           .help = "capacitance between the conductors"},
          {.name = "l_conductor",
           .unit = Unit::henry_per_metre,
           .standard = "0.3 uH/m",
           .help = "inductance of each conductor, half that of the loop"},
          sections_spec()},
         lead_specs(),
         pickup_specs(
             {.c_electric = "2 pF/m", .c_electric_imbalance = "5 %", .spacing = "3 mm", .twist = "0 dB"})}),
    .circuit = R"(
  2 ----[ r ]-(l)-+-----[ r ]-(l)-+---- 2 hot
                 === c_conductors
  3 ----[ r ]-(l)-+-----[ r ]-(l)-+---- 3 cold
  1 (not connected)                     1 (not connected)
)",
    .formula =
        "Nothing lies between a conductor and either chassis: the cable converts nothing of U by itself, but "
        "electric and magnetic fields reach its conductors: I = 2 pi f C V, 72 nA/m for 1 pF/m at 230 V and "
        "50 Hz.",
    .example = "cable zip : unshielded { length = 5 m }",
    .build = BuildCable{build},
    .check = check_pickup,
    .hum = pickup_hum,
};

}  // namespace pin3
