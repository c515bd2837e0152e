// The first process: holds an initialised ngspice, runs no deck itself, and forks the workers.
#pragma once

#include "simulator/descriptor.hpp"
#include "simulator/protocol.hpp"
#include "simulator/transcript.hpp"
#include "simulator/zygote_message.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <sys/types.h>
#include <vector>

namespace pin3 {

struct Worker {
    pid_t pid = -1;
    Descriptor channel;  // jobs out, replies in
};

// The tool's handle on that process. Workers are its children, so it alone can end and reap them: a process
// id that it was given stays valid until end(). When the tool dies in whatever way, it sees its end of the
// line close, kills the workers and ends.
class Zygote {
public:
    // Forks at once and returns; ngspice is initialised meanwhile. `logs` is memory shared with it: one a
    // worker. `library` as in SimulatorOptions. Call before the tool starts threads.
    Zygote(const std::string& library, std::size_t memory_limit, std::span<SharedLog> logs);
    ~Zygote();
    Zygote(const Zygote&) = delete;
    Zygote& operator=(const Zygote&) = delete;

    // Waits until ngspice is ready or is known not to be.
    const Hello& hello();

    // A new worker that writes to logs[slot]; nothing when none can be started.
    std::optional<Worker> spawn(std::size_t slot);

    // Kills the worker if it still lives; the status it ended with, as of waitpid, or nothing when it is
    // unknown.
    std::optional<int> end(pid_t worker);

private:
    // The next packet, or nothing when there is none in good time; then the process is killed, for answers
    // that come late would be taken for others.
    std::optional<Packet> receive();
    std::optional<Packet> ask(const ZygoteRequest& request);

    std::string folder_;  // exists only until ngspice is initialised
    std::string problem_;
    pid_t pid_ = -1;
    Descriptor line_;
    std::optional<Hello> hello_;
};

// "signal 11, Segmentation fault" or "exit status 1".
std::string describe_end(std::optional<int> status);

}  // namespace pin3
