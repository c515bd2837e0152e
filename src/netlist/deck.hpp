// A circuit as the text that SPICE reads.
#pragma once

#include "circuit/circuit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// A source and what it does.
struct Excitation {
    std::string source;    // SPICE name: "v_signal"
    double ac = 0;         // amplitude in an AC analysis, V or A
    double amplitude = 0;  // of a sine in a transient analysis, V or A
    double frequency = 0;  // Hz
    // What the source does in a transient analysis comes with the job: see SourceWave of the simulator.
    bool external = false;
};

// What a deck is for. A circuit's noise generators and limits are only in the decks that they matter in.
enum class DeckPurpose { small_signal, noise, large_signal };

struct DeckText {
    std::string title;  // first line; anything is made harmless
    std::vector<Excitation> excitations;
    std::vector<std::string> cards;  // ".ac dec 20 10 100000", ".save …", ".meas …"
    DeckPurpose purpose = DeckPurpose::small_signal;
};

// The whole deck, title to .end: one element a line, remarks as comments, bare numbers in shortest round-trip
// form, the same bytes for the same circuit.
std::string write_deck(const Circuit& circuit, const DeckText& text);

// "v(n_out)"
std::string voltage_of(const Circuit& circuit, Node node);

}  // namespace pin3
