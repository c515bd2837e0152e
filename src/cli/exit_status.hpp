// What the tool tells its caller when it ends.
#pragma once

#include <span>
#include <string_view>

namespace pin3 {

enum class ExitStatus {
    fine = 0,
    expectation_fails = 1,
    wrong_usage = 2,
    simulation_failed = 3,
    no_ngspice = 4,
    interrupted = 130  // by SIGINT or SIGTERM
};

// What a status means.
struct ExitMeaning {
    ExitStatus status;
    std::string_view meaning;
    std::string_view more = {};  // for the manual page
};

// All of them, by number.
std::span<const ExitMeaning> exit_meanings();

}  // namespace pin3
