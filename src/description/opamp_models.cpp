#include "description/opamp_models.hpp"

#include "core/codes.hpp"
#include "description/library.hpp"
#include "netlist/spice_model.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <variant>

namespace pin3 {
namespace {

std::optional<Diagnostic> opamp_from_file(const syntax::Text& file, const SearchPath& search,
                                          Setting& setting) {
    const auto path = find_file(file.text, file.span.source->path, search);
    if (!path)
        return Diagnostic{Code::file_not_found,
                          file.span,
                          fmt::format("there is no file `{}`", file.text),
                          {},
                          "write the path relative to this file"};
    auto read = read_spice_model(*path);
    if (auto* problem = std::get_if<SpiceModelError>(&read)) {
        const Code code = problem->problem == SpiceModelProblem::unsafe       ? Code::unsafe_model
                          : problem->problem == SpiceModelProblem::unreadable ? Code::cannot_read
                                                                              : Code::unknown_model;
        return Diagnostic{code, file.span, problem->message, {}, problem->help};
    }
    SpiceModel& model = std::get<SpiceModel>(read);
    const Subcircuit* chosen = nullptr;
    for (const Subcircuit& subcircuit : model.subcircuits)
        if (subcircuit.pins.size() == 5 && !chosen) chosen = &subcircuit;
    if (!chosen)
        return Diagnostic{Code::unknown_model,
                          file.span,
                          fmt::format("`{}` has no subcircuit with the five pins of an op-amp", file.text),
                          {},
                          "the pins are in+ in- vcc vee out, in this order"};
    setting.file = path->string();
    setting.subcircuit = chosen->name;
    setting.model_text = std::move(model.text);
    return std::nullopt;
}

}  // namespace

StagePtr OpampModels::named(const std::string& name) {
    if (const auto known = read_.find(name); known != read_.end()) return known->second;
    StagePtr& opamp = read_[name];
    const auto path = find_file(name + ".pin3", {}, search_);
    if (!path) return nullptr;
    auto source = read_source(*path);
    if (auto* text = std::get_if<SourcePtr>(&source)) {
        const Resolved file = read_description(*text, search_);
        diagnostics_.insert(diagnostics_.end(), file.diagnostics.begin(), file.diagnostics.end());
        sources_.insert(sources_.end(), file.description.sources.begin(), file.description.sources.end());
        opamp = file.description.stage(Role::opamp, name);
    }
    return opamp;
}

std::optional<Diagnostic> OpampModels::find(const syntax::Value& value,
                                            const std::function<std::vector<std::string>()>& defined,
                                            Setting& setting) {
    if (const auto* file = std::get_if<syntax::Text>(&value.data))
        return opamp_from_file(*file, search_, setting);
    const auto* name = std::get_if<syntax::Name>(&value.data);
    if (!name)
        return Diagnostic{Code::wrong_shape,
                          value.span,
                          "an op-amp is named, not given as a value",
                          {},
                          "write `opamp = ne5532`, or `opamp = \"file.lib\"`"};
    setting.model = named(name->text);
    if (setting.model) return std::nullopt;
    std::vector<std::string_view> names = {"ideal"};
    const std::vector<StagePtr> known = known_opamps(search_);
    for (const StagePtr& stage : known) names.push_back(stage->name);
    const std::vector<std::string> here = defined();
    names.insert(names.end(), here.begin(), here.end());
    return Diagnostic{Code::unknown_model,
                      name->span,
                      fmt::format("there is no op-amp `{}`", name->text),
                      {},
                      search_.folders.empty()
                          ? "no folder of models was found: name one with --models or $PIN3_MODELS, or "
                            "write `ideal`"
                          : did_you_mean(name->text, names)};
}

std::vector<StagePtr> known_opamps(const SearchPath& search) {
    std::vector<StagePtr> opamps;
    OpampModels models(search);
    for (const std::string& name : model_names(search))
        if (StagePtr opamp = models.named(name)) opamps.push_back(std::move(opamp));
    return opamps;
}

}  // namespace pin3
