#include "cli/shard_option.hpp"

#include "report/files/shard.hpp"

#include <charconv>
#include <utility>

namespace pin3 {

std::optional<ShardId> read_shard_id(const std::string& text) {
    ShardId id;
    const char* end = text.data() + text.size();
    const auto number = std::from_chars(text.data(), end, id.number);
    if (number.ec != std::errc() || number.ptr == end || *number.ptr != '/') return std::nullopt;
    const auto count = std::from_chars(number.ptr + 1, end, id.count);
    if (count.ec != std::errc() || count.ptr != end || !id.makes_sense()) return std::nullopt;
    return id;
}

ExitStatus write_shard(const Session& session, const Loaded& loaded, const Options& options, Units units) {
    Production& production = units.counted.production;
    if (!production.complete) complain("ended before the shard was done: nothing was written; run it again");
    const Ending ending{.failures = production.failures, .complete = production.complete};
    if (!production.complete || !production.failures.empty()) return session.end(ending);
    Shard shard;
    shard.file = loaded.description.main().path;
    shard.fingerprint = fingerprint(loaded.description);
    shard.id = *read_shard_id(options.text("--shard"));
    const ProductionPlan plan = production_plan(options);
    shard.units = plan.units;
    shard.seed = plan.seed;
    shard.method = plan.method;
    for (LinkProduction& link : production.links) {
        UnitCounts& counts = link;
        shard.links.push_back({link.link->name, std::move(counts)});
    }
    shard.counts = units.counted.yields.counts();
    session.deliver(shard_json(shard), options.text("--output"));
    return session.end(ending);
}

}  // namespace pin3
