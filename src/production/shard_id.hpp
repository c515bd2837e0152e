// Which part of a run's units.
#pragma once

#include <cstdint>

namespace pin3 {

// The K-th of N parts of a run.
struct ShardId {
    static constexpr std::uint64_t most = 1'000'000;  // shards of one run
    std::uint64_t number = 1;                         // 1 … count
    std::uint64_t count = 1;

    bool makes_sense() const { return number >= 1 && number <= count && count <= most; }

    // Its units of all `units` are first() … first() of the next one - 1.
    std::uint64_t first(std::uint64_t units) const { return bound(units, number - 1); }
    std::uint64_t last(std::uint64_t units) const { return bound(units, number); }

private:
    std::uint64_t bound(std::uint64_t units, std::uint64_t n) const {
        return units / count * n + units % count * n / count;
    }
};

}  // namespace pin3
