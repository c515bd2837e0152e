#include "response/response.hpp"

#include "core/unit.hpp"
#include "netlist/deck.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

bool has_curve(const FrequencyPlan& plan) {
    return plan.points > 0;
}

std::vector<std::string> probe_names(const Rig& rig) {
    std::vector<std::string> names;
    for (const Node probe : rig.probes) names.push_back(rig.circuit.node_name(probe));
    return names;
}

// A probe that a join has put on ground is always zero, and has no vector.
std::vector<std::string> wanted_vectors(const Rig& rig) {
    std::vector<std::string> wanted;
    for (const std::string& name : probe_names(rig))
        if (name != "0") wanted.push_back(name);
    return wanted;
}

void append(const Rig& rig, const Plot& plot, std::vector<double>* frequencies, Answer& answer) {
    const std::vector<std::string> names = probe_names(rig);
    answer.probes.resize(names.size());
    std::size_t column = 0;
    for (std::size_t probe = 0; probe < names.size(); ++probe) {
        auto& values = answer.probes[probe];
        if (names[probe] == "0") {
            values.resize(values.size() + plot.scale.size());
        } else {
            const auto& vector = plot.vectors.at(column++);
            values.insert(values.end(), vector.begin(), vector.end());
        }
    }
    if (frequencies) frequencies->insert(frequencies->end(), plot.scale.begin(), plot.scale.end());
}

}  // namespace

std::string curve_command(const FrequencyPlan& plan) {
    return fmt::format("ac dec {} {} {}", plan.points, shortest(plan.from), shortest(plan.to));
}

std::string response_deck(const Rig& rig, std::string_view source, const std::string& title,
                          std::vector<std::string> cards) {
    std::string save = ".save";
    for (const Node probe : rig.probes)
        if (!(rig.circuit.canonical(probe) == ground)) save += " " + voltage_of(rig.circuit, probe);
    if (save != ".save") cards.insert(cards.begin(), save);
    cards.insert(cards.begin(), std::string(pivot_card));
    return write_deck(rig.circuit, {title, {{std::string(source), 1, 0, 0}}, std::move(cards)});
}

std::vector<Job> response_jobs(const Rig& rig, const FrequencyPlan& plan, const std::string& name) {
    std::vector<Job> jobs;
    for (const std::string& source : rig.sources) {
        Job job;
        job.name = fmt::format("{}, driven by {}", name, source);
        job.deck = response_deck(rig, source, "pin3: " + job.name, {});
        const std::vector<std::string> wanted = wanted_vectors(rig);
        if (has_curve(plan)) job.analyses.push_back({curve_command(plan), wanted, 0});
        for (const double spot : plan.spots)
            job.analyses.push_back({fmt::format("ac lin 1 {0} {0}", shortest(spot)), wanted, 1});
        jobs.push_back(std::move(job));
    }
    return jobs;
}

RigResponse collect_response(const Rig& rig, const FrequencyPlan& plan, std::span<const Outcome> outcomes) {
    RigResponse response;
    response.curve.answers.resize(outcomes.size());
    response.spots.answers.resize(outcomes.size());
    for (std::size_t drive = 0; drive < outcomes.size(); ++drive) {
        const std::vector<Plot>& plots = outcomes[drive].plots;
        std::size_t next = 0;
        if (has_curve(plan))
            append(rig, plots.at(next++), drive == 0 ? &response.curve.frequency_hz : nullptr,
                   response.curve.answers[drive]);
        for (; next < plots.size(); ++next)
            append(rig, plots[next], drive == 0 ? &response.spots.frequency_hz : nullptr,
                   response.spots.answers[drive]);
    }
    // spots as they were asked for: ngspice's own column may differ in the last bit
    response.spots.frequency_hz = plan.spots;
    return response;
}

}  // namespace pin3
