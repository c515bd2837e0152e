// pin3 tighten FILE --link L --target "…": the loosest tolerances that will do.
#include "cli/session.hpp"
#include "cli/shared_options.hpp"
#include "core/codes.hpp"
#include "language/parse.hpp"
#include "report/tightening.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>

namespace pin3 {
namespace {

// "cmrr at 1 kHz >= 60 dB for 99%", read as what is expected of the link.
Expectation read_target(const Session& session, const Description& description, const Link& link,
                        const std::string& target) {
    Description asked = description;
    const SourcePtr source =
        std::make_shared<const Source>(Source{"--target", fmt::format("expect {}.{}", link.name, target)});
    Parsed parsed = parse(source);
    Diagnostics problems = std::move(parsed.diagnostics);
    asked.expectations.clear();
    for (const syntax::Statement& statement : parsed.file.statements)
        if (const auto* expectation = std::get_if<syntax::Expectation>(&statement))
            asked.expectations.push_back(*expectation);
    asked.subjects.emplace(link.name, "link");
    std::vector<Expectation> expectations = check_expectations(asked, problems);
    session.show(problems);
    if (!problems.empty()) throw Ended{ExitStatus::wrong_usage};
    if (expectations.size() != 1 || parsed.file.statements.size() != 1)
        refuse("--target: one metric and its limit, for example \"cmrr at 1 kHz >= 60 dB for 99%\"");
    return std::move(expectations.front());
}

// What is asked of the link on the command line or else in its description.
Expectation find_target(const Session& session, const Loaded& loaded, const Link& link,
                        const Options& options) {
    std::optional<Expectation> found;
    if (options.given("--target")) {
        found = read_target(session, loaded.description, link, options.text("--target"));
    } else {
        for (const Expectation& expectation : loaded.expectations)
            if (expectation.subject == link.name && expectation.yield_percent && !found) found = expectation;
        if (!found) {
            complain(
                fmt::format("what is to be met? nothing is expected of a share of {}'s units", link.name));
            refuse("write it down: --target \"cmrr at 1 kHz >= 60 dB for 99%\"");
        }
    }
    if (!found->yield_percent || *found->yield_percent >= 100) {
        complain(fmt::format("{}: {}", found->text,
                             found->yield_percent ? "no number of units can show that all of them will"
                                                  : "it does not say for how many units"));
        refuse("say for which share of the units, for example `for 99%`");
    }
    return *found;
}

ExitStatus tighten_link(Session& session, const Options& options) {
    const Loaded loaded = session.load(options.text("FILE"));
    const Description& description = loaded.description;
    const LinkPtr link = session.link(description);
    const Expectation target = find_target(session, loaded, *link, options);
    if (!varies(*link)) {
        complain(
            fmt::format("no part of {} has a tolerance: give those that are to be chosen one", link->name));
        refuse("for example r = 10k 1%");
    }
    Simulator& simulator = session.simulator();
    LinkModels models = model_links({{link, {0, 0, 0, frequencies_of(target, description)}}}, simulator);
    if (models.links.empty()) return session.end({.failures = models.failures});
    LinkModel& model = models.links.front();
    const TightenPlan plan{options.whole("--units"), options.whole("--seed"), options.threads("--jobs")};
    TighteningReport report{description.main().path, link, target, {}, {}};
    report.tightening = tighten(model, target, description, plan);
    report.check = check_units(model, {0, 1, 2, 3, 4, 5, 6, 7}, plan.seed, simulator);
    session.deliver(document_of(report));
    if (!report.check.agrees) {
        complain(
            fmt::format("the bias point moves with the parts: units simulated whole differ by {:.2g} dB, "
                        "and these figures are no better than that",
                        report.check.largest_db));
        return ExitStatus::simulation_failed;
    }
    return session.end({.failures = models.failures, .holds = report.tightening.met()});
}

}  // namespace

extern const Command command_tighten{
    .name = "tighten",
    .summary = "the loosest standard tolerances that meet a target",
    .options = {description_file, link_option,
                Option{.name = "--target",
                       .value = "TARGET",
                       .help = "what the link is to meet: \"cmrr at 1 kHz >= 60 dB for 99%\"; else what the "
                               "description expects"},
                Option{.name = "--units",
                       .value = "N",
                       .help = "units for each trial; 10000 by default",
                       .standard = std::uint64_t{10000},
                       .range = OptionRange{100, 10'000'000}},
                seed_option, format_option(), output_option, jobs_option},
    .examples =
        {"pin3 tighten netlists/synth_to_mixer.pin3 --link resistor --target \"cmrr at 1 kHz >= 50 dB "
         "for 99%\""},
    .exits = {{ExitStatus::fine, "found"},
              {ExitStatus::expectation_fails, "no tolerance is enough"},
              {ExitStatus::wrong_usage, {}},
              {ExitStatus::simulation_failed, {}},
              {ExitStatus::no_ngspice, {}},
              {ExitStatus::interrupted, {}}},
    .simulates = true,
    .run = tighten_link};

}  // namespace pin3
