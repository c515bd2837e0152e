// pin3 sweep FILE --vary STAGE.PARAMETER=VALUES: which value suits best.
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/session.hpp"
#include "cli/shared_options.hpp"
#include "cli/unit_count.hpp"
#include "core/codes.hpp"
#include "description/vary.hpp"
#include "report/value_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace pin3 {
namespace {

// The links that are asked for, or all that the value is in.
std::vector<std::string> chosen_links(const Description& description, const Vary& vary,
                                      const std::vector<std::string>& asked) {
    std::vector<std::string_view> names;
    std::vector<std::string> chosen;
    for (const LinkPtr& link : description.links) {
        names.push_back(link->name);
        if (asked.empty() && depends_on(description, *link, vary.stage)) chosen.push_back(link->name);
    }
    for (const std::string& name : asked) {
        if (!description.link(name))
            refuse(fmt::format("there is no link `{}`: {}", name, did_you_mean(name, names)));
        if (!depends_on(description, *description.link(name), vary.stage))
            refuse(fmt::format("`{}` is not in link {}: nothing would change", vary.stage, name));
        chosen.push_back(name);
    }
    if (chosen.empty()) refuse(fmt::format("`{}` is in no link: name one that it is in", vary.stage));
    return chosen;
}

Vary read_option(Session& session, const Description& description, const std::string& text) {
    const auto source = std::make_shared<const Source>(Source{"--vary", text});
    auto read = read_vary(description, source);
    if (const auto* problem = std::get_if<Diagnostic>(&read)) {
        session.show({*problem});
        throw Ended{ExitStatus::wrong_usage};
    }
    return std::get<Vary>(std::move(read));
}

// Every link of every variant, at that frequency alone.
std::vector<LinkRequest> requests_of(const std::vector<Description>& variants,
                                     const std::vector<std::string>& names, double frequency_hz) {
    std::vector<LinkRequest> requests;
    for (const Description& variant : variants)
        for (const std::string& name : names) {
            const LinkPtr link = variant.link(name);
            FrequencyPlan plan = link_plan(variant, *link, {frequency_hz});
            plan.points = 0;  // no curve
            requests.push_back({link, std::move(plan)});
        }
    return requests;
}

// All units of all values. Ctrl-C ends it.
Production watched(const std::vector<LinkRequest>& requests, const ProductionPlan& plan,
                   Simulator& simulator) {
    const Interrupt interrupt;
    Progress progress("units");
    std::uint64_t done = 0;
    const std::uint64_t all = plan.units * requests.size();
    return produce(requests, plan, simulator, [&](const LinkProduction&, const UnitBlock& block) {
        progress.report(done += block.size(), all);
        return Interrupt::caught() == 0;
    });
}

ExitStatus sweep(Session& session, const Options& options) {
    const double frequency_hz = session.frequency("--at");
    const Loaded loaded = session.load(options.text("FILE"));
    const Description& description = loaded.description;
    const Vary vary = read_option(session, description, options.text("--vary"));
    const std::vector<std::string> names = chosen_links(description, vary, options.texts("--link"));
    std::vector<Description> variants;
    for (const SourcePtr& value : vary.values)
        variants.push_back(
            session.resolve(description.sources.front(), Override{vary.stage, vary.parameter, value}));

    ProductionPlan plan = production_plan(options);
    plan.checked = 1;
    plan.causes = false;
    Production production = watched(requests_of(variants, names, frequency_hz), plan, session.simulator());
    ValueSweep result{description.main().path,
                      vary.stage + "." + vary.parameter,
                      frequency_hz,
                      plan.units,
                      plan.seed,
                      production.complete,
                      {}};
    for (std::size_t i = 0; i < variants.size(); ++i) {
        SweptValue value{vary.values[i]->text, {}};
        for (const std::string& name : names) {
            SweptLink swept{name, std::nullopt};
            if (LinkProduction* one = production.link(variants[i].link(name)))
                swept.production = std::move(*one);
            value.links.push_back(std::move(swept));
        }
        result.values.push_back(std::move(value));
    }
    session.deliver(document_of(result));
    if (!production.complete) complain("interrupted: not all values were reached");
    return session.end({.failures = production.failures, .complete = production.complete});
}

}  // namespace

extern const Command command_sweep{
    .name = "sweep",
    .summary = "one value over an E series or a list: which one suits best",
    .options = {description_file,
                Option{.name = "--vary",
                       .value = "STAGE.PARAMETER=VALUES",
                       .help = "the value and what it takes: modded.pin3=100..2k:E24, lead.length=1,10,100, "
                               "mixer.opamp=ideal,ne5532",
                       .required = true},
                Option{.name = "--link",
                       .value = "NAME",
                       .help = "only this link; all that the value is in by default",
                       .standard = std::vector<std::string>{}},
                frequency_option,
                Option{.name = "--units",
                       .value = "N",
                       .help = "units for each value where parts have tolerances; 10000 by default",
                       .standard = std::uint64_t{10000},
                       .range = OptionRange{0, 1'000'000}},
                seed_option, format_option(), output_option, jobs_option},
    .examples = {"pin3 sweep netlists/synth_to_mixer.pin3 --vary modded.pin3=470..2k:E12"},
    .simulates = true,
    .run = sweep};

}  // namespace pin3
