#include "catalog/lead.hpp"

namespace pin3 {
namespace {

// What contacts of no ohm count as: two boxes that are joined by nothing have no voltage between them to
// reject.
constexpr double least_contact_ohm = 1e-6;

void build(Scope& scope, const Parameters& parameters, const CableEnds& ends) {
    const Part& contact = parameters.part("r_contact");
    const Part ohm = contact.value == 0 ? fixed(least_contact_ohm) : contact;
    scope.resistor("contact_hot", ends.near_hot, ends.far_hot, ohm);
    scope.resistor("contact_cold", ends.near_cold, ends.far_cold, ohm);
    scope.resistor("contact_shield", ends.near_chassis, ends.far_chassis, ohm);
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
    .formula =
        "Three contacts of 10 milliohm each, what connector makers promise for new ones; 0 counts as 1 "
        "microohm.",
    .example = "cable plug : none",
    .build = BuildCable{build},
};

}  // namespace pin3
