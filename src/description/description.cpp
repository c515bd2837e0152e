#include "description/description.hpp"

#include <algorithm>

namespace pin3 {

LinkPtr Description::link(std::string_view name) const {
    const auto found =
        std::find_if(links.begin(), links.end(), [&](const LinkPtr& link) { return link->name == name; });
    return found == links.end() ? nullptr : *found;
}

StagePtr Description::stage(Role role, std::string_view name) const {
    const auto found = std::find_if(stages.begin(), stages.end(), [&](const StagePtr& stage) {
        return stage->role == role && stage->name == name;
    });
    return found == stages.end() ? nullptr : *found;
}

std::vector<StagePtr> Description::used(Role role) const {
    std::vector<StagePtr> chosen;
    for (const StagePtr& stage : stages) {
        if (stage->role != role) continue;
        const bool own = stage->span.source == sources.front().get();
        const bool linked = std::any_of(links.begin(), links.end(), [&](const LinkPtr& link) {
            return link->output == stage || link->input == stage || link->cable == stage ||
                   link->ground == stage;
        });
        if (own || linked) chosen.push_back(stage);
    }
    return chosen;
}

double mains_frequency(const Link& link) {
    return link.ground->parameters.has("frequency") ? link.ground->parameters.number("frequency") : 50;
}

std::vector<HumSource> hum_sources_of(const Stage& stage, const Link& link) {
    if (!stage.kind->hum) return {};
    return stage.kind->hum(stage.parameters, mains_frequency(link));
}

bool can_hum(const Link& link) {
    return !hum_sources_of(*link.ground, link).empty() || !picked_up_by(link).empty();
}

std::vector<HumSource> picked_up_by(const Link& link) {
    std::vector<HumSource> picked_up = hum_sources_of(*link.cable, link);
    for (HumSource& source : hum_sources_of(*link.input, link)) picked_up.push_back(std::move(source));
    return picked_up;
}

std::vector<double> spots(const FrequencyPlan& frequencies, const Link& link) {
    if (!frequencies.spots.empty()) return frequencies.spots;
    std::vector<double> all = {mains_frequency(link), 1e3, 10e3, 20e3};
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

}  // namespace pin3
