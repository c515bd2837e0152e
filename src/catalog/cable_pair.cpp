#include "catalog/cable_pair.hpp"

#include "catalog/ladder.hpp"
#include "catalog/specs.hpp"

#include <tuple>

namespace pin3 {

ParameterSpec shield_spec() {
    return {.name = "shield",
            .unit = Unit::farad,
            .standard = "both",
            .help = "bonded at both ends, at one, or at the source and through a capacitance at the receiver",
            .words = {"both", "source", "receiver"},
            .positive = true};
}

std::vector<ParameterSpec> conductor_specs(std::string_view figure) {
    std::vector<ParameterSpec> specs;
    for (const auto& [name, standard, help] :
         {std::tuple{"r_conductor", figure, "resistance of each conductor"},
          std::tuple{"r_conductor_hot", std::string_view("= r_conductor"), "the one of hot"},
          std::tuple{"r_conductor_cold", std::string_view("= r_conductor"), "the one of cold"}})
        specs.push_back({.name = name,
                         .unit = Unit::ohm_per_metre,
                         .standard = standard,
                         .help = help,
                         .positive = true});
    return specs;
}

std::vector<ParameterSpec> pair_parameters(const PairFigures& figures) {
    return one_table(
        {{length_spec()},
         conductor_specs(figures.r_conductor),
         {
             {.name = "r_shield",
              .unit = Unit::ohm_per_metre,
              .standard = figures.r_shield,
              .help = "resistance of the shield",
              .positive = true},
             {.name = "c_conductors",
              .unit = Unit::farad_per_metre,
              .standard = figures.c_conductors,
              .help = "capacitance between the conductors"},
             {.name = "c_shield",
              .unit = Unit::farad_per_metre,
              .standard = figures.c_shield,
              .help = "capacitance of each conductor to the shield"},
             {.name = "c_imbalance",
              .unit = Unit::percent,
              .standard = figures.c_imbalance,
              .help = "(C_hot - C_cold) / mean of the capacitances to the shield",
              .minimum = -199,
              .maximum = 199},
             {.name = "l_conductor",
              .unit = Unit::henry_per_metre,
              .standard = figures.l_conductor,
              .help = "inductance of each conductor, half that of the loop"},
             sections_spec(),
             shield_spec(),
             {.name = "pin3",
              .shape = Shape::word_and_quantity,
              .unit = Unit::ohm,
              .standard = "straight",
              .help =
                  "cold: through, joined to the shield in the plug at one end (or through a resistor there), "
                  "or not soldered at the source's end",
              .words = {"straight", "source", "receiver", "open"}},
             {.name = "m_imbalance",
              .unit = Unit::henry_per_metre,
              .standard = "0",
              .help = "mutual inductance of the shield with hot less that with cold: what a current in the "
                      "shield induces; foil with a drain wire has it",
              .minimum = -1},
         },
         lead_specs(),
         pickup_specs(figures.pickup)});
}

void build_far_bond(Scope& scope, const Parameters& parameters, Node shield, const CableEnds& ends) {
    const Setting& bond = parameters.setting("shield");
    if (bond.word == "source") return;
    const Node contact = bond.word.empty() ? scope.node("far_contact") : shield;
    build_contact(scope, parameters, "far_shield", ends.far_chassis, contact);
    if (bond.word.empty()) scope.capacitor("shield_bond", shield, contact, bond.parts.at(0));
}

void build_pair(Scope& scope, const Parameters& parameters, const CableEnds& ends) {
    const Node near_shield = scope.node("near_shield");
    const Node far_shield = scope.node("far_shield");
    const Node near_hot = scope.node("near_hot"), far_hot = scope.node("far_hot");
    const Node near_cold = scope.node("near_cold"), far_cold = scope.node("far_cold");
    const double length = parameters.number("length");
    const auto contact = [&](const std::string& name, Node pin, Node conductor) {
        build_contact(scope, parameters, name, pin, conductor);
    };
    contact("near_hot", ends.near_hot, near_hot);
    contact("far_hot", ends.far_hot, far_hot);
    contact("far_cold", ends.far_cold, far_cold);

    const Setting& pin3 = parameters.setting("pin3");
    const Part through = pin3.parts.empty() ? fixed(0) : pin3.parts[0];
    if (pin3.word == "source") {
        // the plug joins the source's own pin 3 with its shield; the conductor goes there too, through the
        // resistor if there is one
        scope.resistor("plug", ends.near_cold, near_shield, fixed(contact_ohm));
        scope.resistor("pin3", near_cold, near_shield, through);
    } else if (pin3.word != "open") {
        contact("near_cold", ends.near_cold, near_cold);
    }
    if (pin3.word == "receiver") scope.resistor("pin3", far_cold, far_shield, through);

    const auto resistance = [&](std::string_view name) { return scaled(parameters.part(name), length); };
    const Part inductance = scaled(parameters.part("l_conductor"), length);
    const Part to_shield = scaled(parameters.part("c_shield"), length);
    build_ladder(scope, static_cast<int>(parameters.number("sections")),
                 {{"hot", near_hot, far_hot, resistance("r_conductor_hot"), inductance},
                  {"cold", near_cold, far_cold, resistance("r_conductor_cold"), inductance},
                  {"shield", near_shield, far_shield, resistance("r_shield"), fixed(0)}},
                 {{"hot_cold", 0, 1, scaled(parameters.part("c_conductors"), length)},
                  {"hot_shield", 0, 2, unbalanced(to_shield, parameters.part("c_imbalance"), 0.5)},
                  {"cold_shield", 1, 2, unbalanced(to_shield, parameters.part("c_imbalance"), -0.5)}},
                 Induction{2, 0, 1, scaled(parameters.part("m_imbalance"), length)});
    if (!parameters.is("shield", "receiver"))
        build_contact(scope, parameters, "near_shield", ends.near_chassis, near_shield);
    build_far_bond(scope, parameters, far_shield, ends);
}

}  // namespace pin3
