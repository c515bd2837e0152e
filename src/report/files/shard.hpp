// The units of one shard of a run, in a file that `pin3 merge` reads: JSON, schema "pin3/shard/1".
#pragma once

#include "judgement/yield_count.hpp"
#include "production/shard_id.hpp"
#include "production/unit_counts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace pin3 {

struct Shard {
    std::string file;         // the description, as it was named
    std::string fingerprint;  // of what it says
    ShardId id;
    std::uint64_t units = 0;  // of the whole run
    std::uint64_t seed = 1;
    std::optional<ProductionMethod> method;  // as asked for

    struct LinkUnits {
        std::string link;
        UnitCounts counts;
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
