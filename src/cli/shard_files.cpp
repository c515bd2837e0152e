#include "cli/shard_files.hpp"

#include "cli/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace pin3 {
namespace {

// Why the second shard is not of the first one's run; empty if it is.
std::string difference(const Shard& first, const Shard& other) {
    if (other.file != first.file) return fmt::format("it is of `{}`, not of `{}`", other.file, first.file);
    if (other.fingerprint != first.fingerprint) return fmt::format("`{}` was another text then", first.file);
    if (other.seed != first.seed) return fmt::format("its seed is {}, not {}", other.seed, first.seed);
    if (other.units != first.units)
        return fmt::format("it is of {} units, not of {}", other.units, first.units);
    if (other.id.count != first.id.count)
        return fmt::format("it is one of {} shards, not of {}", other.id.count, first.id.count);
    if (other.method != first.method) return "it was made with another --method";
    return {};
}

// Whether the shard has the links of the description, each at its spots, and the counts that are expected.
bool fits(const Shard& shard, const Shard& first, const std::vector<LinkRequest>& requests,
          const std::vector<Expectation>& expectations) {
    if (shard.links.size() != requests.size() || shard.counts.size() != expectations.size()) return false;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const Shard::LinkUnits& units = shard.links[i];
        if (units.link != requests[i].link->name || units.counts.spot_hz != requests[i].frequencies.spots ||
            units.counts.curve_hz != first.links[i].counts.curve_hz)
            return false;
    }
    for (std::size_t i = 0; i < expectations.size(); ++i)
        if (shard.counts[i].has_value() != expectations[i].yield_percent.has_value() ||
            (shard.counts[i] && (shard.counts[i]->units == 0) != (first.counts[i]->units == 0) &&
             shard.id.first(shard.units) < shard.id.last(shard.units) &&
             first.id.first(first.units) < first.id.last(first.units)))
            return false;
    return true;
}

}  // namespace

std::vector<NamedShard> read_shards(const std::vector<std::string>& files) {
    std::vector<NamedShard> shards;
    bool good = true;
    for (const std::string& path : files) {
        auto read = read_shard(path);
        if (const auto* problem = std::get_if<std::string>(&read)) {
            complain(fmt::format("`{}` cannot be merged: {}", path, *problem));
            good = false;
            continue;
        }
        shards.push_back({path, std::get<Shard>(std::move(read))});
    }
    if (!good) throw Ended{ExitStatus::wrong_usage};
    const NamedShard& first = shards.front();
    for (const NamedShard& one : shards) {
        const std::string why = difference(first.shard, one.shard);
        if (why.empty()) continue;
        complain(fmt::format("`{}` is no shard of the run of `{}`: {}", one.path, first.path, why));
        good = false;
    }
    if (!good) throw Ended{ExitStatus::wrong_usage};
    std::stable_sort(shards.begin(), shards.end(), [](const NamedShard& a, const NamedShard& b) {
        return a.shard.id.number < b.shard.id.number;
    });
    for (std::size_t i = 1; i < shards.size(); ++i) {
        if (shards[i].shard.id.number != shards[i - 1].shard.id.number) continue;
        if (shards[i].path == shards[i - 1].path) refuse(fmt::format("`{}` is named twice", shards[i].path));
        refuse(fmt::format("`{}` and `{}` are the same shard, {}/{}: name one of them", shards[i - 1].path,
                           shards[i].path, shards[i].shard.id.number, shards[i].shard.id.count));
    }
    std::vector<std::uint64_t> missing;
    for (std::uint64_t wanted = 1, i = 0; wanted <= shards[0].shard.id.count && missing.size() < 10; ++wanted)
        if (i < shards.size() && shards[i].shard.id.number == wanted)
            ++i;
        else
            missing.push_back(wanted);
    if (missing.empty()) return shards;
    refuse(fmt::format("of {} shards {} missing: {}; run them and name their files too",
                       shards[0].shard.id.count, missing.size() == 1 ? "one is" : "some are",
                       fmt::join(missing, ", ")));
}

void refuse_damaged(const NamedShard& shard) {
    refuse(fmt::format("`{}` is damaged: make the shard again", shard.path));
}

YieldCount joined_yields(const std::vector<NamedShard>& shards, const std::vector<LinkRequest>& requests,
                         const std::vector<Expectation>& expectations, const Description& description) {
    YieldCount yields(expectations, description);
    for (const NamedShard& one : shards) {
        if (!fits(one.shard, shards.front().shard, requests, expectations)) refuse_damaged(one);
        yields.add(one.shard.counts);
    }
    return yields;
}

std::vector<CountedLink> joined_links(const std::vector<NamedShard>& shards,
                                      const std::vector<LinkRequest>& requests) {
    std::vector<CountedLink> links;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        CountedLink& whole = links.emplace_back(CountedLink{requests[i].link, {}});
        const UnitCounts& first = shards.front().shard.links[i].counts;
        whole.counts.spot_hz = first.spot_hz;
        whole.counts.curve_hz = first.curve_hz;
        whole.counts.restart(first.method, shards.front().shard.units);
        for (const NamedShard& one : shards) {
            const UnitCounts& part = one.shard.links[i].counts;
            if (part.method != first.method) {
                complain(fmt::format(
                    "link {}: some shards found the reduction good enough and others did not (`{}`)",
                    whole.link->name, one.path));
                refuse("run all shards again with --method full");
            }
            whole.counts.add(part);
        }
    }
    return links;
}

}  // namespace pin3
