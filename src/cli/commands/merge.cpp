// pin3 merge SHARD…: the answer of a run whose units were counted in shards.
#include "cli/progress.hpp"
#include "cli/report_output.hpp"
#include "report/files/shard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace pin3 {
namespace {

struct MergeOptions {
    std::vector<std::string> files;
    ReportOptions report;
    unsigned workers = 0;
};

struct NamedShard {
    std::string path;
    Shard shard;
};

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

// All shards of one run, the first one first; nothing, after saying why, where they are not.
std::optional<std::vector<NamedShard>> read_shards(const std::vector<std::string>& files) {
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
    if (!good) return std::nullopt;
    const NamedShard& first = shards.front();
    for (const NamedShard& one : shards) {
        const std::string why = difference(first.shard, one.shard);
        if (why.empty()) continue;
        complain(fmt::format("`{}` is no shard of the run of `{}`: {}", one.path, first.path, why));
        good = false;
    }
    if (!good) return std::nullopt;
    std::stable_sort(shards.begin(), shards.end(), [](const NamedShard& a, const NamedShard& b) {
        return a.shard.id.number < b.shard.id.number;
    });
    for (std::size_t i = 1; i < shards.size(); ++i) {
        if (shards[i].shard.id.number != shards[i - 1].shard.id.number) continue;
        if (shards[i].path == shards[i - 1].path)
            complain(fmt::format("`{}` is named twice", shards[i].path));
        else
            complain(fmt::format("`{}` and `{}` are the same shard, {}/{}: name one of them",
                                 shards[i - 1].path, shards[i].path, shards[i].shard.id.number,
                                 shards[i].shard.id.count));
        return std::nullopt;
    }
    std::vector<std::uint64_t> missing;
    for (std::uint64_t wanted = 1, i = 0; wanted <= shards[0].shard.id.count && missing.size() < 10; ++wanted)
        if (i < shards.size() && shards[i].shard.id.number == wanted)
            ++i;
        else
            missing.push_back(wanted);
    if (missing.empty()) return shards;
    complain(fmt::format("of {} shards {} missing: {}; run them and name their files too",
                         shards[0].shard.id.count, missing.size() == 1 ? "one is" : "some are",
                         fmt::join(missing, ", ")));
    return std::nullopt;
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

// The units of all shards together, link by link.
std::optional<std::vector<CountedLink>> joined(const std::vector<NamedShard>& shards,
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
                complain("run all shards again with --method full");
                return std::nullopt;
            }
            whole.counts.add(part);
        }
    }
    return links;
}

ExitStatus damaged(const std::string& path) {
    complain(fmt::format("`{}` is damaged: make the shard again", path));
    return ExitStatus::wrong_usage;
}

ExitStatus merge(const MergeOptions& options, const CommonOptions& common) {
    std::error_code ignored;
    for (const std::string& path : options.files)
        if (!options.report.output.empty() &&
            std::filesystem::equivalent(path, options.report.output, ignored)) {
            complain(fmt::format("`{}` is one of the shards: name another file with -o", path));
            return ExitStatus::wrong_usage;
        }
    const auto shards = read_shards(options.files);
    if (!shards) return ExitStatus::wrong_usage;
    const Shard& first = shards->front().shard;
    const std::optional<Loaded> loaded = load(first.file, common);
    if (!loaded) {
        complain("merge reads the description again, under the name that the shards have it by");
        return ExitStatus::wrong_usage;
    }
    const Description& description = loaded->description;
    if (fingerprint(description) != first.fingerprint) {
        complain(fmt::format("`{}` has changed since the shards were made: make them again", first.file));
        return ExitStatus::wrong_usage;
    }
    const std::vector<double> extra_hz = expected_frequencies(loaded->expectations);
    const std::vector<LinkRequest> requests = production_requests(description, extra_hz);
    YieldCount yields(loaded->expectations, description);
    for (const NamedShard& one : *shards) {
        if (!fits(one.shard, first, requests, loaded->expectations)) return damaged(one.path);
        yields.add(one.shard.counts);
    }
    auto counted = joined(*shards, requests);
    if (!counted) return ExitStatus::wrong_usage;

    Simulator simulator({.workers = options.workers});
    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;
    Measurements measurements;
    {
        Progress progress("simulating");
        measurements = measure(description, extra_hz, simulator,
                               [&](std::size_t done, std::size_t all) { progress.report(done, all); });
    }
    ProductionPlan plan;
    plan.units = first.units;
    plan.seed = first.seed;
    plan.threads = options.workers;
    plan.method = first.method;
    Production production = conclude(requests, plan, simulator, *std::move(counted));
    if (production.failures.empty() && production.links.size() != requests.size())
        return damaged(shards->front().path);
    for (const LinkProduction& link : production.links) {
        if (plan.method || link.method == ProductionMethod::full || link.check.agrees) continue;
        complain(fmt::format("link {}: units simulated whole differ by {:.2g} dB from the reduction",
                             link.link->name, link.check.largest_db));
        complain("run all shards again with --method full");
        return ExitStatus::simulation_failed;
    }
    Rooms rooms = measure_rooms(measurements, simulator);
    const Report report =
        make_report(description, {std::string(pin3_version()), version.version}, loaded->expectations,
                    {std::move(measurements),
                     std::move(rooms),
                     {},
                     {},
                     {},
                     std::move(production),
                     yields.yields(),
                     options.report.listening});
    const ExitStatus delivered = deliver_report(report, options.report, common);
    if (delivered != ExitStatus::fine) return delivered;
    return conclusion(report, common);
}

}  // namespace

void add_merge_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<MergeOptions>();
    CLI::App* command = app.add_subcommand("merge", "the answer of a run whose units were counted in shards");
    command->add_option("SHARD", options->files, "the files of all shards, in any order")->required();
    add_report_options(*command, options->report);
    add_jobs_option(*command, options->workers);
    command->footer(
        "The same as of the whole run, bit for bit.\n"
        "Example: for k in 1 2 3; do pin3 run FILE --shard $k/3 -o part-$k.json; done\n"
        "         pin3 merge part-*.json");
    command->callback([=, &common, &action] { action = [=, &common] { return merge(*options, common); }; });
}

}  // namespace pin3
