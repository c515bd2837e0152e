// Descriptions as text for the tests of the catalog, and what their circuits answer according to the oracle.
#pragma once

#include "description/description.hpp"
#include "oracle/nodal.hpp"
#include "response/rig.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <memory>
#include <numbers>
#include <stdexcept>
#include <string>
#include <utility>

namespace pin3 {

inline constexpr double two_pi = 2 * std::numbers::pi;

// The messages about a text, rendered; empty when all is well.
inline std::string complaint_about(const std::string& text) {
    const Resolved resolved = read_description(std::make_shared<const Source>(Source{"test.pin3", text}),
                                               SearchPath{{std::string(PIN3_SOURCE_DIR) + "/models"}});
    std::string messages;
    for (const Diagnostic& diagnostic : resolved.diagnostics) messages += render(diagnostic);
    return messages;
}

// What a text describes; op-amps come from the models folder. Throws with the rendered messages when it is
// wrong.
inline Description described(const std::string& text) {
    Resolved resolved = read_description(std::make_shared<const Source>(Source{"test.pin3", text}),
                                         SearchPath{{std::string(PIN3_SOURCE_DIR) + "/models"}});
    if (has_errors(resolved.diagnostics)) {
        std::string messages;
        for (const Diagnostic& diagnostic : resolved.diagnostics) messages += render(diagnostic);
        throw std::invalid_argument(messages + "in\n" + text);
    }
    return std::move(resolved.description);
}

// Stages as text, "impedance_balanced { rout = 100 }", and one link of them. "none" needs no braces.
inline Description linked(const std::string& output, const std::string& cable, const std::string& input,
                          const std::string& between = "none") {
    return described("output source : " + output + "\ncable lead : " + cable + "\ninput receiver : " + input +
                     "\nground between : " + between + "\nlink all = source -> lead -> receiver @ between\n");
}

inline Link link_of(const std::string& output, const std::string& cable, const std::string& input,
                    const std::string& between = "none") {
    return *linked(output, cable, input, between).links.at(0);
}

inline StagePtr described_input(const std::string& kind) {
    return described("input receiver : " + kind + "\n").stage(Role::input, "receiver");
}

// What a probe shows for 1 V or 1 A of a source.
inline std::complex<double> response(const Rig& rig, const std::string& source, std::size_t probe,
                                     double hertz) {
    const oracle::Solution solution = oracle::solve(rig.circuit, source, hertz);
    return std::complex<double>(solution[rig.probes.at(probe)]);
}

inline double decibel(std::complex<double> ratio) {
    return 20 * std::log10(std::abs(ratio));
}

inline std::complex<double> signal_gain(const Link& link, double hertz) {
    return response(link_rig(link), "v_signal", 0, hertz);
}

// Receiver's output per volt between the chassis.
inline std::complex<double> ground_gain(const Link& link, double hertz) {
    const Rig rig = link_rig(link);
    return response(rig, "v_ground", 0, hertz) / response(rig, "v_ground", 1, hertz);
}

// The voltage between the chassis for 1 V of EMF.
inline std::complex<double> chassis_voltage(const Link& link, double hertz) {
    return response(link_rig(link), "v_ground", 1, hertz);
}

inline double cmrr(const Link& link, double hertz) {
    return decibel(signal_gain(link, hertz) / ground_gain(link, hertz));
}

// Rejection of an input alone, with resistors in its legs, referred to the input.
inline double input_cmrr(const Stage& input, double hot_ohm, double cold_ohm, double hertz) {
    const Rig rig = input_rig(input, hot_ohm, cold_ohm);
    return decibel(response(rig, "v_differential", 0, hertz) / response(rig, "v_common", 0, hertz));
}

}  // namespace pin3
