// Whether every node has a way for direct current to ground.
#pragma once

#include "circuit/circuit.hpp"

#include <string>
#include <vector>

namespace pin3 {

// Names of the nodes that no resistor, inductor, voltage source or diode connects with ground, in the
// circuit's order. ngspice would find a bias point for them all the same, and the result would be worthless.
std::vector<std::string> nodes_without_dc_path(const Circuit& circuit);

}  // namespace pin3
