// The values between the stages of the pipeline, as text: for those who want to see how an answer came about.
#pragma once

#include "report/report.hpp"

#include <string>
#include <vector>

namespace pin3 {

// Stages with every value, given or by default, then links.
std::string dump_stages(const Description& description);

// The elements of every link's circuit, a line each: name, nodes, value, and the parameter that it follows.
std::string dump_circuits(const Description& description);

// The decks one after the other, each with its analyses as cards: each can be run by `ngspice -b`.
std::string dump_decks(const std::vector<Job>& jobs);

// link,frequency_hz and both gains as real and imaginary parts.
std::string dump_responses(const Report& report);

// Every metric of every link, output and input at all their spots, as CSV.
std::string dump_metrics(const Report& report);

}  // namespace pin3
