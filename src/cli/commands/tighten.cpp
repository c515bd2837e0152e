// pin3 tighten FILE --link L --target "…": the loosest tolerances that will do.
#include "cli/command.hpp"
#include "core/codes.hpp"
#include "language/parse.hpp"
#include "report/format.hpp"
#include "report/tightening.hpp"

#include <fmt/format.h>

#include <memory>

namespace pin3 {
namespace {

struct TightenOptions {
    std::string file;
    std::string link;
    std::optional<std::string> target;
    TightenPlan plan;
    std::string format = "text";
    std::string output;
};

// "cmrr at 1 kHz >= 60 dB for 99%", read as what is expected of the link; nothing, after showing what is
// wrong.
std::optional<Expectation> read_target(const Description& description, const Link& link,
                                       const std::string& target, const CommonOptions& common) {
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
    const std::vector<Expectation> expectations = check_expectations(asked, problems);
    show(problems, common);
    if (!problems.empty()) return std::nullopt;
    if (expectations.size() != 1 || parsed.file.statements.size() != 1) {
        complain("--target: one metric and its limit, for example \"cmrr at 1 kHz >= 60 dB for 99%\"");
        return std::nullopt;
    }
    return expectations.front();
}

// What is asked of the link on the command line or else in its description.
std::optional<Expectation> find_target(const Loaded& loaded, const Link& link, const TightenOptions& options,
                                       const CommonOptions& common) {
    std::optional<Expectation> found;
    if (options.target) {
        found = read_target(loaded.description, link, *options.target, common);
        if (!found) return std::nullopt;
    } else {
        for (const Expectation& expectation : loaded.expectations)
            if (expectation.subject == link.name && expectation.yield_percent && !found) found = expectation;
        if (!found) {
            complain(
                fmt::format("what is to be met? nothing is expected of a share of {}'s units", link.name));
            complain("write it down: --target \"cmrr at 1 kHz >= 60 dB for 99%\"");
            return std::nullopt;
        }
    }
    if (!found->yield_percent || *found->yield_percent >= 100) {
        complain(fmt::format("{}: {}", found->text,
                             found->yield_percent ? "no number of units can show that all of them will"
                                                  : "it does not say for how many units"));
        complain("say for which share of the units, for example `for 99%`");
        return std::nullopt;
    }
    return found;
}

ExitStatus tighten_link(const TightenOptions& options, const CommonOptions& common) {
    const std::optional<Loaded> loaded = load(options.file, common);
    if (!loaded) return ExitStatus::wrong_usage;
    const Description& description = loaded->description;
    const LinkPtr link = choose_link(description, options.link, options.file);
    if (!link) return ExitStatus::wrong_usage;
    const std::optional<Expectation> target = find_target(*loaded, *link, options, common);
    if (!target) return ExitStatus::wrong_usage;
    if (!varies(*link)) {
        complain(
            fmt::format("no part of {} has a tolerance: give those that are to be chosen one", link->name));
        complain("for example r = 10k 1%");
        return ExitStatus::wrong_usage;
    }
    Simulator simulator({.workers = options.plan.threads});
    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;
    LinkModels models = model_links({{link, {0, 0, 0, frequencies_of(*target, description)}}}, simulator);
    for (const MeasureFailure& failure : models.failures) show({failure.diagnostic}, common);
    if (models.links.empty()) return ExitStatus::simulation_failed;
    LinkModel& model = models.links.front();
    TighteningReport report{description.main().path, link, *target, {}, {}};
    report.tightening = tighten(model, *target, description, options.plan);
    report.check = check_units(model, {0, 1, 2, 3, 4, 5, 6, 7}, options.plan.seed, simulator);
    const ExitStatus delivered =
        deliver(render(document_of(report), *find_format(options.format)), options.output);
    if (delivered != ExitStatus::fine) return delivered;
    if (!report.check.agrees) {
        complain(
            fmt::format("the bias point moves with the parts: units simulated whole differ by {:.2g} dB, "
                        "and these figures are no better than that",
                        report.check.largest_db));
        return ExitStatus::simulation_failed;
    }
    return report.tightening.met() ? ExitStatus::fine : ExitStatus::expectation_fails;
}

}  // namespace

void add_tighten_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<TightenOptions>();
    CLI::App* command = app.add_subcommand("tighten", "the loosest standard tolerances that meet a target");
    add_file_option(*command, options->file);
    add_link_option(*command, options->link);
    command
        ->add_option(
            "--target", options->target,
            "what the link is to meet: \"cmrr at 1 kHz >= 60 dB for 99%\"; else what the description "
            "expects")
        ->type_name("TARGET");
    command->add_option("--units", options->plan.units, "units for each trial; 10000 by default")
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t{100}, std::uint64_t{10'000'000}));
    add_seed_option(*command, options->plan.seed);
    add_format_option(*command, options->format);
    add_output_option(*command, options->output);
    add_jobs_option(*command, options->plan.threads);
    command->footer(
        "Example: pin3 tighten netlists/synth_to_mixer.pin3 --link resistor --target \"cmrr at 1 kHz >= 50 "
        "dB for 99%\"\n"
        "Exit status: 0 found, 1 no tolerance is enough, 2 usage or description wrong, 3 simulation failed,\n"
        "4 no ngspice.");
    command->callback(
        [=, &common, &action] { action = [=, &common] { return tighten_link(*options, common); }; });
}

}  // namespace pin3
