// pin3 merge SHARD…: the answer of a run whose units were counted in shards.
#include "cli/session.hpp"
#include "cli/shard_files.hpp"
#include "cli/shared_options.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace pin3 {
namespace {

// The description of the shards, as they were made from it.
Loaded load_again(Session& session, const Shard& shard) {
    try {
        Loaded loaded = session.load(shard.file);
        if (fingerprint(loaded.description) == shard.fingerprint) return loaded;
    } catch (const Ended&) {
        refuse("merge reads the description again, under the name that the shards have it by");
    }
    refuse(fmt::format("`{}` has changed since the shards were made: make them again", shard.file));
}

ExitStatus merge(Session& session, const Options& options) {
    std::error_code ignored;
    const std::vector<std::string>& files = options.texts("SHARD");
    const std::string& output = options.text("--output");
    for (const std::string& path : files)
        if (!output.empty() && std::filesystem::equivalent(path, output, ignored))
            refuse(fmt::format("`{}` is one of the shards: name another file with -o", path));
    const std::vector<NamedShard> shards = read_shards(files);
    const Shard& first = shards.front().shard;
    const Loaded loaded = load_again(session, first);
    const Description& description = loaded.description;
    const std::vector<double> extra_hz = expected_frequencies(loaded.expectations);
    const std::vector<LinkRequest> requests = production_requests(description, extra_hz);
    const YieldCount yields = joined_yields(shards, requests, loaded.expectations, description);
    std::vector<CountedLink> counted = joined_links(shards, requests);

    Simulator& simulator = session.simulator();
    Measurements measurements = session.measure(description, extra_hz);
    ProductionPlan plan;
    plan.units = first.units;
    plan.seed = first.seed;
    plan.threads = options.threads("--jobs");
    plan.method = first.method;
    Production production = conclude(requests, plan, simulator, std::move(counted));
    if (production.failures.empty() && production.links.size() != requests.size())
        refuse_damaged(shards.front());
    for (const LinkProduction& link : production.links) {
        if (plan.method || link.method == ProductionMethod::full || link.check.agrees) continue;
        complain(fmt::format("link {}: units simulated whole differ by {:.2g} dB from the reduction",
                             link.link->name, link.check.largest_db));
        complain("run all shards again with --method full");
        return ExitStatus::simulation_failed;
    }
    Rooms rooms = measure_rooms(measurements, simulator);
    const Report report = make_report(description, session.tool(), loaded.expectations,
                                      {std::move(measurements),
                                       std::move(rooms),
                                       {},
                                       {},
                                       {},
                                       std::move(production),
                                       yields.yields(),
                                       Listening{options.number("--listening-level")}});
    session.deliver(document_of(report), !options.flag("--brief"));
    return session.end(ending_of(report));
}

}  // namespace

extern const Command command_merge{
    .name = "merge",
    .summary = "the answer of a run whose units were counted in shards",
    .options = {Option{.name = "SHARD",
                       .help = "the files of all shards, in any order",
                       .standard = std::vector<std::string>{},
                       .required = true,
                       .path = PathOf::file},
                format_option(), output_option, brief_option, listening_option, jobs_option},
    .notes = "The same as of the whole run, bit for bit.",
    .examples = {"for k in 1 2 3; do pin3 run FILE --shard $k/3 -o part-$k.json; done",
                 "pin3 merge part-*.json"},
    .simulates = true,
    .run = merge};

}  // namespace pin3
