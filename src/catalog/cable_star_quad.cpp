#include "catalog/cable_pair.hpp"

namespace pin3 {

// Canare L-4E6S: 150 pF/m between the conductors, 185 pF/m from one to the other and the shield together.
extern const Kind cable_star_quad{
    .role = Role::cable,
    .name = "star_quad",
    .summary = "four conductors, opposite ones joined, under a shield",
    .parameters = pair_parameters({.r_conductor = "49 mohm/m",
                                   .r_shield = "30 mohm/m",
                                   .c_conductors = "150 pF/m",
                                   .c_shield = "35 pF/m",
                                   .c_imbalance = "1 %",
                                   .l_conductor = "0.2 uH/m",
                                   .pickup = {.c_electric = "0.01 pF/m",
                                              .c_electric_imbalance = "1 %",
                                              .spacing = "3 mm",
                                              .twist = "60 dB"}}),
    .circuit = R"(
  2 ----[ r ]-(l)-+-----[ r ]-(l)-+---- 2 hot  (two conductors)
                 === c_shield(1 + i/2)
  1 ----[ r ]-----+-----[ r ]-----+---- 1 shield    c_conductors from hot
                 === c_shield(1 - i/2)              to cold, in each section
  3 ----[ r ]-(l)-+-----[ r ]-(l)-+---- 3 cold (two conductors)

  pin3 = source, in the plug:   pin3 = receiver:           pin3 = open:
  1 --+-------- shield          shield ------+--- 1        1 ------- shield
      +--[R]--- cold            cold ---+-[R]+             3
  3 --+                                 +-------- 3          ------- cold
  R: 0, or that of pin3 = (source, 1k)
)",
    .formula =
        "As a twisted pair with less imbalance, and 20 dB less of a magnetic field: the two loops of its "
        "crossed "
        "conductors cancel.",
    .example = "cable stage : star_quad { length = 30 m, shield = receiver }",
    .build = BuildCable{build_pair},
    .check = check_pickup,
    .hum = pickup_hum,
};

}  // namespace pin3
