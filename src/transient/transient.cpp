#include "transient/transient.hpp"

#include "core/unit.hpp"
#include "netlist/deck.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numbers>
#include <utility>

namespace pin3 {
namespace {

// The largest time step decides how exact a waveform is. Stricter tolerances than these make ngspice look for
// steps that a cable's inductances do not have ("Timestep too small").
constexpr std::string_view step_card = ".options reltol=1e-4 abstol=1e-9 vntol=1e-7";

std::vector<double> real_parts(const std::vector<Complex>& values) {
    std::vector<double> parts;
    parts.reserve(values.size());
    for (const Complex& value : values) parts.push_back(value.real());
    return parts;
}

// The outcome of a job that has not failed.
TimeSeries time_series(const LinkPtr& link, const Outcome& outcome) {
    const Plot& plot = outcome.plots.at(0);
    return {link, plot.scale, real_parts(plot.vectors.at(0)), real_parts(plot.vectors.at(1))};
}

bool has_ideal_opamp(const Stage& stage) {
    return std::any_of(stage.kind->parameters.begin(), stage.kind->parameters.end(),
                       [&](const ParameterSpec& spec) {
                           return spec.shape == Shape::opamp && stage.parameters.is(spec.name, "ideal");
                       });
}

std::optional<SimulationFailure> stopped_early(const TimeSeries& series, const TransientPlan& plan,
                                               const std::string& log) {
    if (series.time_s.back() > plan.end_s - plan.step_s) return std::nullopt;
    const bool ideal = has_ideal_opamp(*series.link->output) || has_ideal_opamp(*series.link->input);
    return SimulationFailure{
        FailureKind::rejected,
        fmt::format("the simulation in time stopped at {} of {}: {}",
                    engineering(series.time_s.back(), Unit::second), engineering(plan.end_s, Unit::second),
                    ideal
                        ? "the circuit oscillates. An ideal op-amp is fast without limit: name a real one, "
                          "`opamp = ne5532`"
                        : "no time step is small enough. The circuit oscillates, or too much limits at once: "
                          "try a lower level"),
        log,
        {}};
}

}  // namespace

std::size_t TimeSeries::from(double seconds) const {
    return static_cast<std::size_t>(std::lower_bound(time_s.begin(), time_s.end(), seconds) - time_s.begin());
}

std::vector<Tone> tones_of(const HumSource& source) {
    std::vector<Tone> tones;
    for (const SpectralLine& line : source.lines)
        tones.push_back({line.frequency_hz, std::numbers::sqrt2 * line.volts});
    return tones;
}

Job transient_job(const Link& link, const TransientPlan& plan, const std::string& what) {
    const Rig rig = plan.picked_up.empty() ? link_rig(link) : link_pickup_rig(link);
    const std::string out = rig.circuit.node_name(rig.probes[0]),
                      chassis = rig.circuit.node_name(rig.probes[1]);
    Job job;
    job.name = fmt::format("{}, {}", subject_of(link), what);
    job.waves = {{"v_signal", plan.signal, plan.rate_hz, plan.programme}, {"v_ground", plan.ground, 0, {}}};
    for (const HumSource& source : plan.picked_up)
        job.waves.push_back({pickup_source(source), tones_of(source), 0, {}});
    std::vector<Excitation> excitations;
    for (SourceWave& wave : job.waves) wave.fade_s = plan.fade_s;
    for (const SourceWave& wave : job.waves) excitations.push_back({wave.source, 0, 0, 0, true});
    job.deck = write_deck(rig.circuit, {"pin3: " + job.name,
                                        std::move(excitations),
                                        {fmt::format(".save v({}) v({})", out, chassis),
                                         std::string(step_card), std::string(pivot_card)},
                                        DeckPurpose::large_signal});
    job.analyses = {
        {fmt::format("tran {0} {1} 0 {0}", shortest(plan.step_s), shortest(plan.end_s)), {out, chassis}, 0}};
    job.group = job.name;
    return job;
}

std::vector<TransientResult> run_transients(std::span<const TransientRun> runs, const std::string& what,
                                            Simulator& simulator, const WatchJobs& watch) {
    Batch batch;
    for (const TransientRun& run : runs)
        batch.add({subject_of(*run.link), run.link->span}, {transient_job(*run.link, run.plan, what)});
    batch.run(simulator, watch);
    std::vector<TransientResult> results;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        TransientResult& result = results.emplace_back();
        result.failure = batch.failure(i);
        if (result.failure) continue;
        const LinkPtr& link = runs[i].link;
        const Outcome& outcome = batch.outcomes(i).front();
        result.series = time_series(link, outcome);
        if (const auto stopped = stopped_early(result.series, runs[i].plan, outcome.log))
            result.failure =
                simulation_failure(subject_of(*link), batch.jobs()[i].name, link->span, *stopped);
    }
    return results;
}

}  // namespace pin3
