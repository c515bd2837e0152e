// What a rig answers to each of its sources, over frequency.
#pragma once

#include "description/frequency_plan.hpp"
#include "response/frequency_row.hpp"
#include "response/rig.hpp"
#include "simulator/simulator.hpp"

#include <complex>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

using Complex = std::complex<double>;

// The answer to one source of 1 V or 1 A: probes[p][k] is the voltage of probe p at the k-th frequency.
struct Answer {
    std::vector<std::vector<Complex>> probes;
};

// Answers at a row of frequencies; answers[d] belongs to the rig's d-th source.
struct Response {
    FrequencyRow frequency_hz;
    std::vector<Answer> answers;

    // Value of a probe under a drive at frequency index k.
    Complex value(std::size_t drive, std::size_t probe, std::size_t k) const {
        return answers[drive].probes[probe][k];
    }
};

// What a rig answers at both parts of a frequency plan: over its curve, empty where it has none, and at its
// spots.
struct RigResponse {
    Response curve;
    Response spots;
};

// One job a source of the rig, `name` and the source's name as the job's name.
std::vector<Job> response_jobs(const Rig& rig, const FrequencyPlan& plan, const std::string& name);

// The outcomes of response_jobs(), in their order and without failures, as a response.
RigResponse collect_response(const Rig& rig, const FrequencyPlan& plan, std::span<const Outcome> outcomes);

// The deck for one source of the rig: 1 V or 1 A in an AC analysis, the probes saved, `cards` behind.
std::string response_deck(const Rig& rig, std::string_view source, const std::string& title,
                          std::vector<std::string> cards);

// ngspice's own choice of pivots (a thousandth of the largest will do) costs bootstrapped inputs and
// cross-coupled outputs, whose gains nearly cancel, up to ten digits: at -120 dB errors of many dB. Every
// deck that a figure comes from has this card.
inline constexpr std::string_view pivot_card = ".options pivrel=0.5";

// "ac dec 20 10 100000"
std::string curve_command(const FrequencyPlan& plan);

}  // namespace pin3
