#include "catalog/lead.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters& parameters, const CableEnds& ends) {
    build_contact(scope, parameters, "hot", ends.near_hot, ends.far_hot);
    build_contact(scope, parameters, "cold", ends.near_cold, ends.far_cold);
    build_contact(scope, parameters, "shield", ends.near_chassis, ends.far_chassis);
}

}  // namespace

extern const Kind cable_none{
    .role = Role::cable,
    .name = "none",
    .summary = "no cable: the plugs meet",
    .parameters = {contact_spec("10 mohm")},
    .circuit = R"(
  2 ----[ r_contact ]---- 2 hot
  3 ----[ r_contact ]---- 3 cold
  1 ----[ r_contact ]---- 1 shield
)",
    .formula = "Three contacts of 10 milliohm each, what connector makers promise for new ones.",
    .example = "cable plug : none",
    .build = BuildCable{build},
};

}  // namespace pin3
