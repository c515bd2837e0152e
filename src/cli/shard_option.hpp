// A shard of a run's units.
#pragma once

#include "cli/session.hpp"
#include "cli/unit_count.hpp"
#include "production/shard_id.hpp"

#include <optional>
#include <string>

namespace pin3 {

// "3/8"
std::optional<ShardId> read_shard_id(const std::string& text);

// Writes the shard that --shard names to the file of --output, unless it is not complete; ends the command.
ExitStatus write_shard(const Session& session, const Loaded& loaded, const Options& options, Units units);

}  // namespace pin3
