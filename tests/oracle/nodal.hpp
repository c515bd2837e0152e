// A circuit solved by itself: modified nodal analysis in long double, for tests to hold the decks and ngspice
// against. Shares no code with what writes decks.
#pragma once

#include "circuit/circuit.hpp"

#include <complex>
#include <string>
#include <string_view>
#include <vector>

namespace pin3::oracle {

using Complex = std::complex<long double>;

// The voltages of all nodes against ground.
class Solution {
public:
    Solution(const Circuit& circuit, std::vector<Complex> volts)
        : circuit_(&circuit), volts_(std::move(volts)) {}

    // Of any node, joined or not; the circuit must still be there.
    Complex operator[](Node node) const { return volts_[circuit_->canonical(node).index]; }

private:
    const Circuit* circuit_;
    std::vector<Complex> volts_;
};

// Two inductors by their SPICE names, and their mutual inductance: what SPICE says as k = M / sqrt(L1 L2).
struct Coupling {
    std::string first, second;
    long double henry;
};

// The response at `hertz` to 1 V or 1 A of the source with the SPICE name `driven`, all others at zero.
// Diodes are what they are while they block: 1e-12 S. A frequency of 0 is DC. Nodes that no element has are
// at 0 V.
//
// Throws std::invalid_argument for a subcircuit, a name that no source has, and a circuit without one answer.
Solution solve(const Circuit& circuit, std::string_view driven, double hertz,
               const std::vector<Coupling>& couplings = {});

}  // namespace pin3::oracle
