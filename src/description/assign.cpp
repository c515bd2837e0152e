#include "description/assign.hpp"

#include "core/codes.hpp"
#include "language/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string_view>

namespace pin3 {
namespace {

// A default of the table, read like a description's text; the tables are checked by a test.
Setting standard(const ParameterSpec& spec, const std::string& owner, const FindOpamp& find) {
    // the value's spans point into it
    const SourcePtr source = std::make_shared<const Source>(Source{"default", std::string(spec.standard)});
    const ParsedValue parsed = parse_value(source);
    Diagnostics problems = parsed.diagnostics;
    std::optional<Setting> setting;
    if (parsed.value) setting = read_setting(spec, owner, *parsed.value, find, problems);
    if (!setting)
        throw std::logic_error(fmt::format("the default of `{}` is wrong: {}", spec.name,
                                           problems.empty() ? "" : problems.front().message));
    setting->given = false;
    setting->span = {};
    setting->written = std::string(spec.standard);
    return *setting;
}

// The parameter that a default leads to in the end: "r" of "= r", of "= r1" whose default is "= r"; its own
// name where its default is a value.
std::string_view root_of(const std::vector<ParameterSpec>& specs, std::string_view name) {
    const auto spec =
        std::find_if(specs.begin(), specs.end(), [&](const ParameterSpec& one) { return one.name == name; });
    return spec != specs.end() && spec->standard.starts_with("= ") ? root_of(specs, spec->standard.substr(2))
                                                                   : name;
}

const Tolerance* matched_tolerance(const Parameters& parameters, std::string_view name) {
    if (!parameters.has(name)) return nullptr;
    for (const Part& part : parameters.setting(name).parts)
        for (const Spread& spread : part.spreads)
            if (spread.tolerance.matched > 0) return &spread.tolerance;
    return nullptr;
}

// A value of one part of a matched network: `r2 = 9.0003k` beside `r = 9k 5% matched 0.01%` is trimmed, not
// another part. What has no tolerance has the network's, and what is matched as the network is belongs to its
// lot. Without a network in `r` those that are matched alike make one.
void join_network(const std::vector<ParameterSpec>& specs, const std::string& owner, std::string_view name,
                  const Parameters& parameters, Setting& setting) {
    const std::string_view root = root_of(specs, name);
    if (root == name) return;
    const Tolerance* network = matched_tolerance(parameters, root);
    const std::string lot = fmt::format("{}.{}", owner, root);
    for (Part& part : setting.parts) {
        if (part.spreads.empty() && network) part.spreads.push_back({part.parameter, lot, *network});
        for (Spread& spread : part.spreads) {
            const Tolerance& own = spread.tolerance;
            if (own.matched == 0) continue;
            const bool alike =
                network && own.fraction == network->fraction && own.distribution == network->distribution;
            // a lot is known by its name: those of another tolerance are another one
            spread.lot = alike ? lot
                               : fmt::format("{}, {:g} %{}", lot, 100 * own.fraction,
                                             own.distribution == Distribution::gaussian ? " gaussian" : "");
        }
    }
}

}  // namespace

bool take_parameters(const std::vector<syntax::Parameter>& parameters,
                     const std::vector<ParameterSpec>& specs, const std::string& owner, Given& given,
                     Diagnostics& diagnostics) {
    const auto fail = [&](Code code, const Span& span, std::string message, std::string help) {
        diagnostics.push_back({code, span, std::move(message), {}, std::move(help)});
    };
    const std::size_t before = diagnostics.size();
    std::set<std::string_view> seen;
    std::vector<std::string_view> names;
    for (const ParameterSpec& spec : specs) names.push_back(spec.name);
    for (const syntax::Parameter& parameter : parameters) {
        const auto spec = std::find_if(specs.begin(), specs.end(), [&](const ParameterSpec& one) {
            return is_called(one, parameter.name.text);
        });
        if (spec == specs.end()) {
            fail(Code::unknown_parameter, parameter.name.span,
                 fmt::format("{} has no parameter `{}`", owner, parameter.name.text),
                 did_you_mean(parameter.name.text, names));
        } else if (!seen.insert(spec->name).second) {
            fail(Code::repeated_parameter, parameter.name.span,
                 fmt::format("`{}` is given twice", parameter.name.text), "take one of them out");
        } else {
            given.insert_or_assign(std::string(spec->name), parameter.value);
        }
    }
    return diagnostics.size() == before;
}

bool read_settings(const std::vector<ParameterSpec>& specs, const std::string& owner, const Given& given,
                   const FindOpamp& find, Parameters& parameters, Diagnostics& diagnostics) {
    bool good = true;
    for (const ParameterSpec& spec : specs) {
        const auto value = given.find(spec.name);
        std::optional<Setting> setting;
        if (value != given.end()) {
            setting = read_setting(spec, owner, value->second, find, diagnostics);
            good = good && setting;
            if (setting) join_network(specs, owner, spec.name, parameters, *setting);
        } else if (spec.standard.starts_with("= ")) {
            const std::string_view base = spec.standard.substr(2);
            if (parameters.has(base)) {
                setting = parameters.setting(base);
                for (Part& part : setting->parts)
                    part = renamed(std::move(part), fmt::format("{}.{}", owner, spec.name));
                setting->given = false;
            }
        } else if (spec.standard.empty()) {
            setting = Setting{};
        } else {
            setting = standard(spec, owner, find);
        }
        if (setting) parameters.set(std::string(spec.name), std::move(*setting));
    }
    return good;
}

}  // namespace pin3
