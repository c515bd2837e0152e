// The inside of the zygote: what runs in the forked process.
#pragma once

#include "simulator/descriptor.hpp"
#include "simulator/transcript.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace pin3 {

struct ZygoteSetup {
    std::string library;
    std::string folder;  // empty and private; removed once ngspice is initialised
    std::size_t memory_limit;
    std::span<SharedLog> logs;
};

// Initialises ngspice in clean surroundings, says hello, and forks and ends workers until the tool hangs up.
// Never returns.
[[noreturn]] void run_zygote(Descriptor line, const ZygoteSetup& setup) noexcept;

}  // namespace pin3
