// What a link sounds like: a programme through its response, with its hum and its hiss.
#pragma once

#include "core/audio.hpp"
#include "room/room.hpp"

#include <cstdint>

namespace pin3 {

// A few notes, and silence behind them, in which hum and hiss are heard. Its rms over the notes is that of a
// nominal sine.
Audio built_in_programme(double seconds);

// What is added to the programme, at the receiver's output.
struct HumAndHiss {
    std::vector<HumLine> lines;
    Hiss hiss;
};

// The programme through the link's response, scaled so that a nominal signal of 1 kHz keeps its level, with
// hum and hiss in proportion. Hum: harmonics of a sine that begin together. Hiss: normal, by `seed`; of each
// channel for itself.
struct AuditionPlan {
    const GainRow* response = nullptr;  // the signal's gain over frequency
    Complex reference_gain;             // at 1 kHz
    double nominal_volts = 0;           // rms of a nominal signal at the receiver's output
    std::uint64_t seed = 1;
    bool programme = true;  // false: hum and hiss alone
};
Audio audition(const Audio& programme, const HumAndHiss& added, const AuditionPlan& plan);

}  // namespace pin3
