#include "catalog/cable_pair.hpp"

namespace pin3 {

extern const Kind cable_twisted_pair{
    .role = Role::cable,
    .name = "twisted_pair",
    .summary = "shielded twisted pair",
    .parameters = pair_parameters({.r_conductor = "52 mohm/m",
                                   .r_shield = "50 mohm/m",
                                   .c_conductors = "112 pF/m",
                                   .c_shield = "108 pF/m",
                                   .c_imbalance = "5 %",
                                   .l_conductor = "0.3 uH/m",
                                   .pickup = {.c_electric = "0.01 pF/m",
                                              .c_electric_imbalance = "5 %",
                                              .spacing = "3 mm",
                                              .twist = "40 dB"}}),
    .circuit = R"(
  2 ----[ r ]-(l)-+-----[ r ]-(l)-+---- 2 hot
                 === c_shield(1 + i/2)
  1 ----[ r ]-----+-----[ r ]-----+---- 1 shield    c_conductors from hot
                 === c_shield(1 - i/2)              to cold, in each section
  3 ----[ r ]-(l)-+-----[ r ]-(l)-+---- 3 cold

  pin3 = source, in the plug:   pin3 = receiver:           pin3 = open:
  1 --+-------- shield          shield ------+--- 1        1 ------- shield
      +--[R]--- cold            cold ---+-[R]+             3
  3 --+                                 +-------- 3          ------- cold
  R: 0, or that of pin3 = (source, 1k)
)",
    .formula =
        "Shield bonded at the receiver only: V_d/V_cm = w R C (dR + dC), 20 dB a decade; bonded at the "
        "source the conductors move with the shield and nothing is converted (Muncy, JAES 1995). Its shield "
        "is "
        "a studio lead's, heavier than that of the usual RCA lead (coax): compare kinds at one r_shield.",
    .example = "cable lead : twisted_pair { length = 10 m, pin3 = (source, 1k) }",
    .build = BuildCable{build_pair},
    .check = check_pickup,
    .hum = pickup_hum,
};

}  // namespace pin3
