#include "catalog/cable_pair.hpp"
#include "catalog/ladder.hpp"
#include "catalog/specs.hpp"

namespace pin3 {
namespace {

// The shell of a two-pole plug reaches the source's pin 1, its pin 3, or both. With no ohm in its contacts a
// pin 3 that lies on the chassis takes all of the shield's current past pin 1; elsewhere the bridge has the
// milliohms of a contact, so that an output without impedance has somewhere to go.
void build_shell(Scope& scope, const Parameters& parameters, const CableEnds& ends, Node shell) {
    const bool both = parameters.is("shell", "both"), stiff = parameters.number("r_contact") == 0;
    const bool past_pin1 = both && stiff && ends.cold_on_chassis;
    if (both && stiff && !ends.cold_on_chassis)
        scope.resistor("bridge", ends.near_cold, shell, fixed(contact_ohm));
    else if (!parameters.is("shell", "pin1"))
        build_contact(scope, parameters, "near_cold", ends.near_cold, shell);
    if (!parameters.is("shell", "pin3") && !parameters.is("shield", "receiver") && !past_pin1)
        build_contact(scope, parameters, "near_shield", ends.near_chassis, shell);
}

void build(Scope& scope, const Parameters& parameters, const CableEnds& ends) {
    const double length = parameters.number("length");
    const Node near_shield = scope.node("near_shield");
    const Node far_shield = scope.node("far_shield");
    const Node near_hot = scope.node("near_hot"), far_hot = scope.node("far_hot");
    build_shell(scope, parameters, ends, near_shield);
    build_contact(scope, parameters, "near_hot", ends.near_hot, near_hot);
    build_contact(scope, parameters, "far_hot", ends.far_hot, far_hot);
    build_ladder(scope, static_cast<int>(parameters.number("sections")),
                 {{"hot", near_hot, far_hot, scaled(parameters.part("r_conductor"), length),
                   scaled(parameters.part("l_conductor"), length)},
                  {"shield", near_shield, far_shield, scaled(parameters.part("r_shield"), length), fixed(0)}},
                 {{"hot_shield", 0, 1, scaled(parameters.part("c_shield"), length)}});
    build_contact(scope, parameters, "far_cold", ends.far_cold, far_shield);
    build_far_bond(scope, parameters, far_shield, ends);
}

}  // namespace

std::string check(const Parameters& parameters) {
    if (parameters.is("shell", "pin3") && parameters.is("shield", "receiver"))
        return "shield = receiver takes the shell off pin 1, and shell = pin3 has it on pin 3 alone: leave "
               "one of them "
               "out";
    return check_pickup(parameters);
}

// The usual RCA lead: a conductor of 26 AWG under foil with a drain wire of the same, 134 mohm/m each, so 1
// ohm in 7.6 m; 100 to 150 pF/m. Inductance from polyethylene's velocity: 1/(v^2 C), v = 0.66 c.
extern const Kind cable_coax{
    .role = Role::cable,
    .name = "coax",
    .summary = "one conductor and a shield, as in an RCA lead",
    .parameters = one_table({
        {
            length_spec(),
            {.name = "r_conductor",
             .unit = Unit::ohm_per_metre,
             .standard = "134 mohm/m",
             .help = "resistance of the conductor",
             .positive = true},
            {.name = "r_shield",
             .unit = Unit::ohm_per_metre,
             .standard = "134 mohm/m",
             .help = "resistance of the shield",
             .positive = true},
            {.name = "c_shield",
             .unit = Unit::farad_per_metre,
             .standard = "125 pF/m",
             .help = "capacitance of the conductor to the shield"},
            {.name = "l_conductor",
             .unit = Unit::henry_per_metre,
             .standard = "0.2 uH/m",
             .help = "inductance of the conductor"},
            sections_spec(),
            shield_spec(),
            {.name = "shell",
             .shape = Shape::word,
             .standard = "both",
             .help = "what the plug's shell reaches at the source: pins 1 and 3 (a TS plug in a TRS jack), "
                     "pin 1 with "
                     "pin 3 open, or pin 3 alone (the sleeve of a jack that senses the far ground)",
             .words = {"both", "pin1", "pin3"}},
        },
        lead_specs(),
        pickup_specs(
            {.c_electric = "0.01 pF/m", .c_electric_imbalance = "", .spacing = "0.1 mm", .twist = "0 dB"}),
    }),
    .circuit = R"(
  2 ----[ r ]-(l)-+-----[ r ]-(l)-+---- 2 hot
                 === c_shield
  1 -+--[ r ]-----+-----[ r ]-----+--+- 1 shield
     |                               |
  3 -+ (shell = both)                +- 3 cold
)",
    .formula =
        "V_noise = I_shield R_shield with both ends bonded: the shield carries signal and noise. CMRR = |1 + "
        "j w L/R| into an unbalanced input, L = l_common length + choke, R the shield and its contacts: what "
        "the lead's inductance takes of U is not in the signal. Kinds of cable differ as what is sold "
        "differs: the usual RCA lead has foil and a drain wire of 134 mohm/m, Belden 8241F 8.5, a studio's "
        "pair 50. Compare kinds at one r_shield.",
    .example = "cable lead : coax { length = 3 m }",
    .build = BuildCable{build},
    .check = check,
    .hum = pickup_hum,
};

}  // namespace pin3
