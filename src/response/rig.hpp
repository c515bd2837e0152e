// From stages to circuits: a whole link, or one stage on the rig.
#pragma once

#include "circuit/circuit.hpp"
#include "description/description.hpp"

#include <complex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// A circuit with the names of what drives it and of what is read. All sources stand in it with 0 V or 0 A;
// the one that drives gets 1 V or 1 A when the deck is written.
struct Rig {
    Circuit circuit;
    std::vector<std::string> sources;  // names of elements ("v_signal"), in the order of the drives
    std::vector<Node> probes;          // in the order that each builder states
};

enum class Drive { signal, ground_emf };  // the programme, or the voltage between the chassis
std::string_view drive_name(Drive drive);

// The whole link. Sources: v_signal, v_ground. Probes: the receiver's output; the voltage U between the
// chassis.
//
// Both chassis are node 0. Each conductor that leaves the source passes a controlled source of U, and the sum
// of their currents is drawn from U's own network: with floatable parts that is the circuit with a floating
// source chassis.
Rig link_rig(const Link& link);

// The link with the voltage between its chassis prescribed (a ground of kind `none`). The receiver's output
// per volt between the chassis does not depend on what is behind that voltage.
Link with_prescribed_chassis(const Link& link);

// The link with what its cable and its input pick up. Sources: v_signal, v_ground; of a cable that picks up
// anything v_electric and v_magnetic, see PickupNodes; of such an input v_core, see InputPins::field. Probes:
// the receiver's output; the voltage U between the chassis.
Rig link_pickup_rig(const Link& link);

// A meter in the cable's shield: a node at 1 V per ampere that flows in it towards the receiver. None where
// the cable has no shield, or one of no ohm.
std::optional<Node> add_shield_meter(Circuit& circuit);

// The primary of the output's transformer: a resistor that its whole current flows through, and the node in
// front of that. None where the output has no transformer.
struct Primary {
    Node driven, behind;
    double ohm = 0;

    // What is seen there, ohm: from the voltages of the two nodes.
    std::complex<double> impedance(const std::complex<double>& at_driven,
                                   const std::complex<double>& at_behind) const {
        return at_driven * ohm / (at_driven - at_behind);
    }
};
std::optional<Primary> output_primary(const Circuit& circuit);

// The source of that rig that hum of a cable or an input drives.
std::string pickup_source(const HumSource& source);

// The link without its input: what the receiver sees at its plug, with a voltmeter of 1 Tohm on each leg.
// Sources: v_ground, i_hot, i_cold (1 A into the leg). Probes: hot, cold; the voltage U between the chassis;
// the source's and the receiver's contact of pin 1, V against the chassis of each (0 V where `pin1` is 0).
Rig link_legs_rig(const Link& link);

// An output with nothing connected but a voltmeter of 1 Tohm on each leg. Sources: v_signal, i_hot, i_cold (1
// A into the pin). Probes: hot, cold.
Rig output_rig(const Stage& output);

// An output into the two 300 ohm of the BBC's balance measurement. Sources: v_signal, v_middle (drives the
// middle against the chassis from 0 ohm when it is the drive; for the signal the middle is open). Probes:
// hot, cold, middle.
Rig output_balance_rig(const Stage& output, Drive drive);

// An input with both legs driven through resistors, and its signal ground on the generator's: `lift` is the
// link's. Sources: v_differential (+½ hot, −½ cold), v_common.
// Probes: the output, hot, cold; the current into hot and cold follows from the resistors.
Rig input_rig(const Stage& input, double hot_ohm, double cold_ohm);

}  // namespace pin3
