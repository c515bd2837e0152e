// The corner of the tolerances that rejects least.
#pragma once

#include "production/unit_model.hpp"

#include <cstdint>
#include <vector>

namespace pin3 {

struct WorstCase {
    double frequency_hz = 0;
    double ratio = 0;           // |signal gain / ground gain| of that corner, as ngspice simulates it whole
    std::vector<double> x;      // -1 or 1 for every variable of the model
    std::uint64_t corners = 0;  // how many were looked at
    bool exhaustive = false;    // all of them
    std::uint64_t failing = 0;  // corners that latch up or have no answer, passed over
};

// Up to this many variables all corners are tried: 2^20.
inline constexpr std::size_t exhaustive_variables = 20;

// One a spot of the model. Beyond `exhaustive_variables`: from many starts, the variable that makes it worst
// is turned over until none does.
std::vector<WorstCase> worst_cases(const LinkModel& model, unsigned threads, Simulator& simulator);

}  // namespace pin3
