#include "catalog/cable_pair.hpp"
#include "catalog/ladder.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const CableEnds& ends) {
    const double length = parameters.number("length");
    const Node near_shield = scope.node("near_shield");
    const Node far_shield = scope.node("far_shield");
    build_ladder(scope, static_cast<int>(parameters.number("sections")),
                 {{"hot", ends.near_hot, ends.far_hot, scaled(parameters.part("r_conductor"), length),
                   scaled(parameters.part("l_conductor"), length)},
                  {"shield", near_shield, far_shield, scaled(parameters.part("r_shield"), length), fixed(0)}},
                 {{"hot_shield", 0, 1, scaled(parameters.part("c_shield"), length)}});
    build_shield_bonds(scope, parameters.setting("shield"), near_shield, far_shield, ends);
    scope.join(ends.far_cold, far_shield);
}

}  // namespace

// Belden 8241F; inductance from its 75 ohm: Z0 squared times the capacitance.
extern const Kind cable_coax{
    .role = Role::cable,
    .name = "coax",
    .summary = "one conductor and a shield, as in an RCA lead",
    .parameters = one_table({
        {
            length_spec(),
            {.name = "r_conductor",
             .unit = Unit::ohm_per_metre,
             .standard = "52 mohm/m",
             .help = "resistance of the conductor",
             .positive = true},
            {.name = "r_shield",
             .unit = Unit::ohm_per_metre,
             .standard = "8.5 mohm/m",
             .help = "resistance of the shield",
             .positive = true},
            {.name = "c_shield",
             .unit = Unit::farad_per_metre,
             .standard = "56 pF/m",
             .help = "capacitance of the conductor to the shield"},
            {.name = "l_conductor",
             .unit = Unit::henry_per_metre,
             .standard = "0.3 uH/m",
             .help = "inductance of the conductor"},
            sections_spec(),
            shield_spec(),
        },
        pickup_specs(
            {.c_electric = "0.01 pF/m", .c_electric_imbalance = "", .spacing = "0.1 mm", .twist = "0 dB"}),
    }),
    .circuit = R"(
  2 ----[ r ]-(l)-+-----[ r ]-(l)-+---- 2 hot
                 === c_shield
  1 ----[ r ]-----+-----[ r ]-----+--+- 1 shield
                                     |
  3 (not connected)                  +- 3 cold, joined to the shield here
)",
    .formula =
        "V_noise = I_shield R_shield with both ends bonded: the shield carries signal and noise (RCA lead of "
        "foil and "
        "drain wire: 134 mohm/m; Belden 8241F: 8.5).",
    .example = "cable lead : coax { length = 3 m }",
    .build = BuildCable{build},
    .check = check_pickup,
    .hum = pickup_hum,
};

}  // namespace pin3
