// Decks for the tests, and what the textbook says of them.
#pragma once

#include "simulator/simulator.hpp"

#include <cmath>
#include <complex>
#include <numbers>
#include <string>

namespace pin3::testing {

inline constexpr const char* sweep = "ac dec 20 10 100000";
inline constexpr std::size_t sweep_points = 81;  // 4 decades of 20, and the last one

// A first-order low-pass: 1 V behind `ohms` into 10 nF.
inline std::string low_pass_deck(int ohms) {
    std::string deck = "low-pass\nv1 n_in 0 dc 0 ac 1 sin(0 1 1000)\nr1 n_in n_out ";
    deck += std::to_string(ohms);
    deck += "\nc1 n_out 0 1e-08\n.end\n";
    return deck;
}

// H(f) = 1 / (1 + j 2 pi f R C)
inline std::complex<double> low_pass_response(double ohms, double hertz) {
    return 1.0 / std::complex<double>(1, 2 * std::numbers::pi * hertz * ohms * 1e-8);
}

inline Job job_of(std::string name, std::string deck, std::string vector = "v(n_out)") {
    return Job{std::move(name), std::move(deck), {Analysis{sweep, {std::move(vector)}, sweep_points}}};
}

inline Job low_pass(int ohms = 1000) {
    return job_of("low-pass", low_pass_deck(ohms));
}

// Takes many seconds: more than enough to interfere with it.
inline Job endless() {
    return Job{"endless", low_pass_deck(1000), {Analysis{"tran 1e-08 100 0 1e-08", {"v(n_out)"}, 0}}};
}

// Largest error of an outcome of low_pass(), over all frequencies; infinite when there is none.
inline double error_of(const Outcome& outcome, int ohms = 1000) {
    if (outcome.failure || outcome.plots.size() != 1 || outcome.plots[0].vectors.size() != 1) return HUGE_VAL;
    const Plot& plot = outcome.plots[0];
    double worst = plot.scale.size() == sweep_points ? 0 : HUGE_VAL;
    for (std::size_t i = 0; i < plot.scale.size(); ++i)
        worst = std::max(worst, std::abs(plot.vectors[0].at(i) - low_pass_response(ohms, plot.scale[i])));
    return worst;
}

}  // namespace pin3::testing
