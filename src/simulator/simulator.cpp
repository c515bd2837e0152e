#include "simulator/simulator.hpp"

#include "simulator/pool.hpp"

#include <utility>

namespace pin3 {

Simulator::Simulator(SimulatorOptions options) : pool_(std::make_unique<Pool>(std::move(options))) {}
Simulator::~Simulator() = default;
Simulator::Simulator(Simulator&&) noexcept = default;
Simulator& Simulator::operator=(Simulator&&) noexcept = default;

void Simulator::prepare() {
    pool_->prepare();
}

std::vector<Outcome> Simulator::run(std::span<const Job> jobs,
                                    const std::function<void(std::size_t)>& progress) {
    return pool_->run(jobs, progress);
}

Simulator::Probe Simulator::probe() {
    const auto& hello = pool_->hello();
    if (!hello.problem.empty()) return {std::nullopt, hello.problem};
    return {hello.version, {}};
}

std::vector<int> Simulator::worker_pids() const {
    return pool_->worker_pids();
}

}  // namespace pin3
