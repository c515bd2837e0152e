// pin3 explain NAME: a kind, a metric, an op-amp or an error code in full.
#include "catalog/catalog.hpp"
#include "cli/session.hpp"
#include "cli/shared_options.hpp"
#include "core/codes.hpp"
#include "description/opamp_models.hpp"
#include "metrics/metric.hpp"
#include "report/explanation.hpp"

#include <fmt/format.h>

#include <set>

namespace pin3 {
namespace {

// All that there is to explain, by name.
std::vector<std::string> explainable(Session& session) {
    std::set<std::string> names;
    for (const Kind* kind : kinds()) names.emplace(kind->name);
    for (const Metric* metric : metrics()) names.emplace(metric->name);
    for (const CodeEntry& code : codes()) names.emplace(code.id);
    for (const StagePtr& opamp : known_opamps(session.models())) names.insert(opamp->name);
    return {names.begin(), names.end()};
}

ExitStatus explain(Session& session, const Options& options) {
    const std::vector<std::string>& words = options.texts("NAME");
    const std::string& name = words.back();
    const std::string role = words.size() > 1 ? words.front() : std::string{};
    Explanation explanation;
    auto& found = explanation.found;
    for (const Kind* kind : kinds())
        if (kind->name == name && (role.empty() || role == role_name(kind->role))) found.emplace_back(kind);
    for (const Metric* metric : metrics())
        if (metric->name == name && (role.empty() || role == metric->subject())) found.emplace_back(metric);
    for (const CodeEntry& code : codes())
        if (code.id == name) found.emplace_back(&code);
    if (found.empty())
        for (const StagePtr& opamp : known_opamps(session.models()))
            if (opamp->name == name) found.emplace_back(opamp);
    if (found.empty()) {
        const std::vector<std::string> names = explainable(session);
        const std::vector<std::string_view> known(names.begin(), names.end());
        refuse(fmt::format(
            "nothing is called `{}`: {}", name,
            nearest(name, known).empty() ? "see `pin3 list` for what there is" : did_you_mean(name, known)));
    }
    session.deliver(document_of(explanation));
    return ExitStatus::fine;
}

}  // namespace

extern const Command command_explain{
    .name = "explain",
    .summary = "a kind, a metric, an op-amp or an error code in full",
    .options = {Option{.name = "NAME",
                       .help = "its name; with a role in front where there are several",
                       .standard = std::vector<std::string>{},
                       .count = OptionCount{1, 2},
                       .required = true,
                       .known = explainable},
                format_option(), output_option},
    .examples = {"pin3 explain impedance_balanced", "pin3 explain input transformer"},
    .run = explain};

}  // namespace pin3
