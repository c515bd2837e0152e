#include "catalog/bond.hpp"

namespace pin3 {

ParameterSpec bond_spec() {
    return {.name = "bond",
            .unit = Unit::ohm,
            .standard = "none",
            .help =
                "another conductor between the two boxes, beside the shield: USB, MIDI, rack rails, a second "
                "lead; 0 "
                "counts as 1 mohm",
            .words = {"none"}};
}

void build_bond(Scope& scope, const Parameters& ground_parameters, Node chassis) {
    const Setting& bond = ground_parameters.setting("bond");
    if (bond.word == "none") return;
    const Part& ohm = bond.parts.at(0);
    scope.resistor("bond", chassis, ground, ohm.value == 0 ? fixed(least_bond_ohm) : ohm);
}

}  // namespace pin3
