// The units of one shard of a run, in a file that `pin3 merge` reads: JSON, schema "pin3/shard/1".
#pragma once

#include "judgement/yield_count.hpp"
#include "production/production.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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

struct Shard {
    std::string file;         // the description, as it was named
    std::string fingerprint;  // of what it says
    ShardId id;
    std::uint64_t units = 0;  // of the whole run
    std::uint64_t seed = 1;
    std::optional<ProductionMethod> method;  // as asked for

    // The units of a link. Of LinkProduction only what counting finds is here.
    struct LinkUnits {
        std::string link;
        LinkProduction counted;
    };
    std::vector<LinkUnits> links;
    std::vector<std::optional<PassCount>> counts;  // one an expectation
};

// Two descriptions with the same fingerprint have the same text and the same circuits.
std::string fingerprint(const Description& description);

std::string shard_json(const Shard& shard);

// The shard, or why the file is none.
std::variant<Shard, std::string> read_shard(const std::string& path);

}  // namespace pin3
