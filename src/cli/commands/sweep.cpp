// pin3 sweep FILE --vary STAGE.PARAMETER=VALUES: which value suits best.
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "core/codes.hpp"
#include "description/vary.hpp"
#include "report/format.hpp"
#include "report/value_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace pin3 {
namespace {

struct SweepOptions {
    std::string file;
    std::string vary;
    std::vector<std::string> links;
    std::string at = "1k";
    std::uint64_t units = 10000;
    std::uint64_t seed = 1;
    std::string format = "text";
    std::string output;
    unsigned workers = 0;
};

// The links that the options name, or all that the value is in; empty, after saying why, when that is none.
std::vector<std::string> chosen_links(const Description& description, const Vary& vary,
                                      const SweepOptions& options) {
    std::vector<std::string_view> names;
    std::vector<std::string> chosen;
    for (const LinkPtr& link : description.links) {
        names.push_back(link->name);
        if (options.links.empty() && depends_on(description, *link, vary.stage)) chosen.push_back(link->name);
    }
    for (const std::string& name : options.links) {
        if (!description.link(name)) {
            complain(fmt::format("there is no link `{}`: {}", name, did_you_mean(name, names)));
            return {};
        }
        if (!depends_on(description, *description.link(name), vary.stage)) {
            complain(fmt::format("`{}` is not in link {}: nothing would change", vary.stage, name));
            return {};
        }
        chosen.push_back(name);
    }
    if (chosen.empty()) complain(fmt::format("`{}` is in no link: name one that it is in", vary.stage));
    return chosen;
}

// The description with each of the values in turn; nothing, after showing why, where one is wrong.
std::optional<std::vector<Description>> variants(const SourcePtr& source, const Vary& vary,
                                                 const CommonOptions& common) {
    std::vector<Description> all;
    for (const SourcePtr& value : vary.values) {
        Resolved resolved =
            read_description(source, model_folders(common), Override{vary.stage, vary.parameter, value});
        if (has_errors(resolved.diagnostics)) {
            show(in_order(resolved.diagnostics), common);
            return std::nullopt;
        }
        all.push_back(std::move(resolved.description));
    }
    return all;
}

ExitStatus sweep(const SweepOptions& options, const CommonOptions& common) {
    const std::optional<double> frequency_hz = frequency_option("--at", options.at, common);
    if (!frequency_hz) return ExitStatus::wrong_usage;
    const std::optional<Loaded> loaded = load(options.file, common);
    if (!loaded) return ExitStatus::wrong_usage;
    const Description& description = loaded->description;
    const auto option = std::make_shared<const Source>(Source{"--vary", options.vary});
    const auto read = read_vary(description, option);
    if (const auto* problem = std::get_if<Diagnostic>(&read)) {
        show({*problem}, common);
        return ExitStatus::wrong_usage;
    }
    const Vary& vary = std::get<Vary>(read);
    const std::vector<std::string> names = chosen_links(description, vary, options);
    if (names.empty()) return ExitStatus::wrong_usage;
    const auto described = variants(description.sources.front(), vary, common);
    if (!described) return ExitStatus::wrong_usage;

    Simulator simulator({.workers = options.workers});
    SimulatorVersion version;
    if (!ngspice_is_there(simulator, version)) return ExitStatus::no_ngspice;
    std::vector<LinkRequest> requests;
    for (const Description& variant : *described)
        for (const std::string& name : names) {
            const LinkPtr link = variant.link(name);
            FrequencyPlan plan = link_plan(variant, *link, {*frequency_hz});
            plan.points = 0;  // no curve
            requests.push_back({link, std::move(plan)});
        }
    ProductionPlan plan;
    plan.units = options.units;
    plan.seed = options.seed;
    plan.threads = options.workers;
    plan.checked = 1;
    plan.causes = false;
    Production production;
    {
        const Interrupt interrupt;
        Progress progress("units");
        std::uint64_t done = 0;
        const std::uint64_t all = plan.units * requests.size();
        production = produce(requests, plan, simulator, [&](const LinkProduction&, const UnitBlock& block) {
            progress.report(done += block.size(), all);
            return Interrupt::caught() == 0;
        });
    }
    ValueSweep result{description.main().path,
                      vary.stage + "." + vary.parameter,
                      *frequency_hz,
                      options.units,
                      options.seed,
                      production.complete,
                      {}};
    for (std::size_t i = 0; i < described->size(); ++i) {
        SweptValue value{vary.values[i]->text, {}};
        for (const std::string& name : names) {
            SweptLink swept{name, std::nullopt};
            const LinkPtr link = (*described)[i].link(name);
            if (LinkProduction* one = production.link(link)) swept.production = std::move(*one);
            value.links.push_back(std::move(swept));
        }
        result.values.push_back(std::move(value));
    }
    const ExitStatus delivered =
        deliver(render(document_of(result), *find_format(options.format)), options.output);
    if (delivered != ExitStatus::fine) return delivered;
    for (const MeasureFailure& failure : production.failures) show({failure.diagnostic}, common);
    if (!production.failures.empty()) return ExitStatus::simulation_failed;
    if (!production.complete) {
        complain("interrupted: not all values were reached");
        return ExitStatus::interrupted;
    }
    return ExitStatus::fine;
}

}  // namespace

void add_sweep_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<SweepOptions>();
    CLI::App* command =
        app.add_subcommand("sweep", "one value over an E series or a list: which one suits best");
    add_file_option(*command, options->file);
    command
        ->add_option("--vary", options->vary,
                     "the value and what it takes: modded.pin3=100..2k:E24, lead.length=1,10,100, "
                     "mixer.opamp=ideal,ne5532")
        ->required()
        ->type_name("STAGE.PARAMETER=VALUES");
    command->add_option("--link", options->links, "only this link; all that the value is in by default")
        ->type_name("NAME");
    add_frequency_option(*command, options->at);
    command
        ->add_option("--units", options->units,
                     "units for each value where parts have tolerances; 10000 by default")
        ->type_name("N")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1'000'000}));
    add_seed_option(*command, options->seed);
    add_format_option(*command, options->format);
    add_output_option(*command, options->output);
    add_jobs_option(*command, options->workers);
    command->footer("Example: pin3 sweep netlists/synth_to_mixer.pin3 --vary modded.pin3=470..2k:E12");
    command->callback([=, &common, &action] { action = [=, &common] { return sweep(*options, common); }; });
}

}  // namespace pin3
