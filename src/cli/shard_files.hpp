// The shards of one run, read from their files and joined. What is wrong with a file ends the command.
#pragma once

#include "judgement/yield_count.hpp"
#include "production/production.hpp"
#include "report/files/shard.hpp"

#include <string>
#include <vector>

namespace pin3 {

struct NamedShard {
    std::string path;
    Shard shard;
};

// All shards of one run, the first one first. Refuses what is no shard, is of another run or is named twice,
// and says which shards are missing.
std::vector<NamedShard> read_shards(const std::vector<std::string>& files);

// Refuses a file that does not go with the description that it names.
[[noreturn]] void refuse_damaged(const NamedShard& shard);

// What of the units of all shards holds, an entry an expectation. Refuses shards that have other links or
// frequencies than `requests`, or other expectations.
YieldCount joined_yields(const std::vector<NamedShard>& shards, const std::vector<LinkRequest>& requests,
                         const std::vector<Expectation>& expectations, const Description& description);

// The units of all shards together, link by link. To be called after joined_yields().
std::vector<CountedLink> joined_links(const std::vector<NamedShard>& shards,
                                      const std::vector<LinkRequest>& requests);

}  // namespace pin3
