// The values within the tolerances that reject least.
#pragma once

#include "production/unit_model.hpp"

#include <cstdint>
#include <vector>

namespace pin3 {

struct WorstCase {
    double frequency_hz = 0;
    // |signal gain / ground gain| there, as ngspice simulates it whole; 0 where there is no bound.
    double ratio = 0;
    // Of every variable of the model: -1 or 1 at a corner, anything between where a place between corners is
    // worse. Without a bound: the corner whose signal is turned over the furthest.
    std::vector<double> x;
    // The signal's gain has both signs among the corners: it is nought somewhere between them.
    bool unbounded = false;
    std::uint64_t corners = 0;  // how many were looked at
    bool exhaustive = false;    // all of them
    std::uint64_t failing = 0;  // corners that latch up or have no answer, passed over
};

// Up to this many variables all corners are tried: 2^20.
inline constexpr std::size_t exhaustive_variables = 20;

// One a spot of the model. Signal and ground gain are, over a common denominator, linear in each single part,
// so that their ratio goes one way with each while the signal is not nought: then the worst is a corner, but
// for phases, for parts that share a variable, and for corners that latch up. So from the worst corner, and
// from `starts` (draws, any number a spot), variables move by ever smaller steps while that is worse: nothing
// that is found lies above a start.
//
// Beyond `exhaustive_variables` corners are looked for from many of them: the variable that makes it worst is
// turned over until none does.
std::vector<WorstCase> worst_cases(const LinkModel& model,
                                   const std::vector<std::vector<std::vector<double>>>& starts,
                                   unsigned threads, Simulator& simulator);

}  // namespace pin3
