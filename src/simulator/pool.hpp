// The tool's side of the workers: who runs which job, who is late, who died.
#pragma once

#include "simulator/protocol.hpp"
#include "simulator/shared_logs.hpp"
#include "simulator/simulator.hpp"
#include "simulator/zygote.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace pin3 {

struct Simulator::Pool {
    explicit Pool(SimulatorOptions options);

    // Forks the first process, if that has not been done.
    void prepare();
    const Hello& hello();
    std::vector<Outcome> run(std::span<const Job> jobs, const std::function<void(std::size_t)>& progress);
    std::vector<int> worker_pids() const;

private:
    using Clock = std::chrono::steady_clock;

    // A place for a worker, which may be replaced.
    struct Seat {
        Worker worker;
        FrameReader replies;
        std::string unsent;              // bytes of jobs that the channel did not take yet
        std::deque<std::size_t> flight;  // jobs it has; it works on the first
        Clock::time_point since;         // when it could begin with the first
    };

    // What one run() is about.
    struct Run {
        std::span<const Job> jobs;
        std::vector<Outcome> outcomes;
        std::vector<unsigned> deaths;
        std::deque<std::size_t> waiting;
        std::size_t done = 0;
        unsigned starts = 0;  // of the first process, after it was lost
        const std::function<void(std::size_t)>& progress;
    };

    void set_aside_undoable(Run& run);
    bool staff(Run& run);
    void hand_out(Run& run);
    void await_replies(Run& run);
    void send(Seat& seat) const;
    void receive(Run& run, std::size_t index);
    bool take_reply(Run& run, std::size_t index, const std::string& message);
    void worker_died(Run& run, std::size_t index);
    void stop_the_late(Run& run);
    void give_up_group(Run& run, const std::string& group);
    std::optional<int> vacate(std::size_t index);
    std::size_t take_back(Run& run, std::size_t index);
    void finish(Run& run, std::size_t job, Outcome outcome) const;
    void fail(Run& run, std::size_t job, FailureKind kind, const std::string& reason, std::string log) const;

    SimulatorOptions options_;
    std::unique_ptr<SharedLogs> logs_;
    std::unique_ptr<Zygote> zygote_;
    std::vector<Seat> seats_;
};

}  // namespace pin3
