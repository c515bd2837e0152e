// What an output's pins do on the rig, as the oracle sees it.
#pragma once

#include "described.hpp"

#include <complex>
#include <string>

namespace pin3 {

// "symmetric { rout = 100 }" as an output; `before`: definitions that it uses.
inline StagePtr described_output(const std::string& kind, const std::string& before = "") {
    return described(before + "\noutput source : " + kind + "\n").stage(Role::output, "source");
}

// Double precision is enough to hold what long double found.
struct PinsSeen {
    std::complex<double> hot;  // V per V of signal, nothing connected
    std::complex<double> cold;
    std::complex<double> z_hot;  // source impedance of a leg, the other open
    std::complex<double> z_cold;
    std::complex<double> z_between;  // between the pins
    std::complex<double> z_common;   // from both pins, tied, to the chassis
};

inline PinsSeen pins_seen(const Stage& output, double hertz = 1000) {
    using oracle::Complex;
    const Rig rig = output_rig(output);
    const Node hot = rig.probes.at(0);
    const Node cold = rig.probes.at(1);
    const auto signal = oracle::solve(rig.circuit, "v_signal", hertz);
    const auto into_hot = oracle::solve(rig.circuit, "i_hot", hertz);
    const auto into_cold = oracle::solve(rig.circuit, "i_cold", hertz);
    const Complex hh = into_hot[hot];
    const Complex cc = into_cold[cold];
    const Complex hc = into_cold[hot];
    const Complex ch = into_hot[cold];
    const Complex between = hh + cc - hc - ch;
    const auto seen = [](Complex value) { return static_cast<std::complex<double>>(value); };
    return {seen(signal[hot]), seen(signal[cold]), seen(hh),
            seen(cc),          seen(between),      seen((hh * cc - hc * ch) / between)};
}

inline PinsSeen pins_seen(const std::string& kind, double hertz = 1000) {
    return pins_seen(*described_output(kind), hertz);
}

// The distance of two numbers, in units of the second; for an expectation of 0 in units of 1.
inline double relative_error(std::complex<double> is, std::complex<double> expected) {
    return std::abs(is - expected) / (expected == 0.0 ? 1.0 : std::abs(expected));
}

}  // namespace pin3
