#include "catalog/cable_pair.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters&, const CableEnds& ends) {
    scope.resistor("hot", ends.near_hot, ends.far_hot, fixed(contact_ohm));
    scope.resistor("cold", ends.near_cold, ends.far_cold, fixed(contact_ohm));
    scope.resistor("shield", ends.near_chassis, ends.far_chassis, fixed(contact_ohm));
}

}  // namespace

extern const Kind cable_none{
    .role = Role::cable,
    .name = "none",
    .summary = "no cable: the plugs meet",
    .parameters = {},
    .circuit = R"(
  2 ----[ 10 mohm ]---- 2 hot
  3 ----[ 10 mohm ]---- 3 cold
  1 ----[ 10 mohm ]---- 1 shield
)",
    .formula = "Three contacts of 10 milliohm each, what connector makers promise for new ones.",
    .example = "cable plug : none",
    .build = BuildCable{build},
};

}  // namespace pin3
