#include "catalog/lead.hpp"

#include "catalog/specs.hpp"

namespace pin3 {

ParameterSpec length_spec() {
    return {.name = "length",
            .unit = Unit::metre,
            .standard = "",
            .help = "length of the cable",
            .positive = true,
            .tolerance = false};
}

ParameterSpec sections_spec() {
    return {.name = "sections",
            .standard = "5",
            .help = "sections of the ladder that stands for the cable",
            .minimum = 1,
            .maximum = 100,
            .tolerance = false,
            .whole = true};
}

ParameterSpec contact_spec(std::string_view standard) {
    return {.name = "r_contact",
            .unit = Unit::ohm,
            .standard = standard,
            .help = "of each contact of each plug, in every conductor and the shield",
            .maximum = 1e3};
}

std::vector<ParameterSpec> lead_specs() {
    return {
        {.name = "l_common",
         .unit = Unit::henry_per_metre,
         .standard = "1 uH/m",
         .help = "inductance of the lead as a whole: 0.2 ln(2h/b) uH/m for a shield of radius b that lies h "
                 "above its return",
         .maximum = 1e-4},
        {.name = "choke",
         .unit = Unit::henry,
         .standard = "0 H",
         .help = "that of a ferrite on the lead or of a lead that is wound up, in all conductors alike",
         .maximum = 10},
        contact_spec("0"),
    };
}

void build_contact(Scope& scope, const Parameters& cable, const std::string& name, Node pin, Node conductor) {
    scope.resistor("contact_" + name, pin, conductor, cable.part("r_contact"));
}

// A shield is coupled to its conductors with k = 1 (Vance, "Coupling to Shielded Cables", 1978; Whitlock, AES
// 1995): its self-inductance is its mutual inductance with each of them, so what the sum of all currents
// induces stands in every conductor alike, and the shield's transfer impedance is its resistance alone.
void build_common_inductance(Scope& scope, const Parameters& cable, Node chassis, Node carried) {
    if (!cable.has("l_common")) {
        scope.join(chassis, carried);
        return;
    }
    const Node wound = scope.node("wound");
    scope.inductor("l_common", chassis, wound, scaled(cable.part("l_common"), cable.number("length")));
    scope.inductor("choke", wound, carried, cable.part("choke"));
}

}  // namespace pin3
