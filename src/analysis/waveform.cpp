#include "analysis/waveform.hpp"

#include "analysis/tone_fit.hpp"
#include "core/unit.hpp"
#include "netlist/deck.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace pin3 {
namespace {

// The largest time step decides how exact a waveform is (WaveformPlan). Stricter tolerances than these make
// ngspice look for steps that a cable's inductances do not have ("Timestep too small").
constexpr std::string_view step_card = ".options reltol=1e-4 abstol=1e-9 vntol=1e-7";

struct Prepared {
    Bench bench;
    Job job;
    double signal_volts;  // peak
    Complex ac_signal_gain, ac_ground_gain;
};

Prepared prepare(const LinkResponse& response, const WaveformPlan& plan) {
    const Link& link = *response.link;
    const GainRow& row = response.spots;
    const std::size_t at_ground = row.index_of(plan.ground_hz);
    Prepared prepared{link_bench(link),
                      {},
                      0,
                      row.signal_gain.at(row.index_of(plan.signal_hz)),
                      row.ground_gain.at(at_ground)};
    prepared.signal_volts = std::numbers::sqrt2 * link.output->parameters.number("level");
    // the EMF that gives the wanted voltage between the chassis
    const double emf = plan.ground_volts / std::abs(row.chassis_gain.at(at_ground));
    const Circuit& circuit = prepared.bench.circuit;
    const std::string out = circuit.node_name(prepared.bench.probes[0]),
                      chassis = circuit.node_name(prepared.bench.probes[1]);
    prepared.job.name = subject_of(link) + ", waveforms";
    prepared.job.deck = write_deck(
        circuit,
        {"pin3: " + prepared.job.name,
         {{"v_signal", 0, prepared.signal_volts, plan.signal_hz}, {"v_ground", 0, emf, plan.ground_hz}},
         {fmt::format(".save v({}) v({})", out, chassis), std::string(step_card), std::string(pivot_card)}});
    prepared.job.analyses = {
        {fmt::format("tran {0} {1} 0 {0}", shortest(plan.step_s), shortest(plan.settle_s + plan.window_s)),
         {out, chassis},
         0}};
    return prepared;
}

std::vector<double> real_parts(const std::vector<Complex>& values) {
    std::vector<double> parts;
    parts.reserve(values.size());
    for (const Complex& value : values) parts.push_back(value.real());
    return parts;
}

Waveform evaluate(const Link& link, const Prepared& prepared, const WaveformPlan& plan, const Plot& plot) {
    Waveform waveform;
    waveform.link = &link;
    waveform.plan = plan;
    waveform.signal_volts = prepared.signal_volts;
    waveform.time_s = plot.scale;
    waveform.out_volts = real_parts(plot.vectors.at(0));
    waveform.chassis_volts = real_parts(plot.vectors.at(1));
    waveform.ac_signal_gain = prepared.ac_signal_gain;
    waveform.ac_ground_gain = prepared.ac_ground_gain;

    const auto begin = static_cast<std::size_t>(
        std::lower_bound(waveform.time_s.begin(), waveform.time_s.end(), plan.settle_s) -
        waveform.time_s.begin());
    const auto window = [&](const std::vector<double>& values) { return std::span(values).subspan(begin); };
    const std::array tones = {plan.ground_hz, plan.signal_hz};
    const ToneFit out = fit_tones(window(waveform.time_s), window(waveform.out_volts), tones);
    const ToneFit chassis = fit_tones(window(waveform.time_s), window(waveform.chassis_volts), tones);
    // ngspice's source is a sine: its phasor is -j times the amplitude. The programme itself moves the
    // chassis a little; what that adds at signal_hz belongs to the signal gain, as in the AC analysis.
    waveform.signal_gain = out.phasors[1] / Complex(0, -prepared.signal_volts);
    waveform.ground_gain = out.phasors[0] / chassis.phasors[0];
    waveform.residual_rms = out.residual_rms;
    return waveform;
}

// ngspice ends a transient whose time step has become too small without another sign of failure.
std::optional<SimulationFailure> stopped_early(const Outcome& outcome, const WaveformPlan& plan) {
    const double end = plan.settle_s + plan.window_s, reached = outcome.plots.at(0).scale.back();
    if (reached > end - plan.step_s) return std::nullopt;
    return SimulationFailure{
        FailureKind::rejected,
        fmt::format("the simulation in time stopped at {} of {}: the circuit oscillates. An ideal op-amp "
                    "is fast without limit: name a real one, `opamp = ne5532`",
                    engineering(reached, Unit::second), engineering(end, Unit::second)),
        outcome.log,
        {}};
}

}  // namespace

std::vector<double> waveform_frequencies(const WaveformPlan& plan) {
    return {plan.ground_hz, plan.signal_hz};
}

Waveforms measure_waveforms(const Measurements& measurements, const WaveformPlan& plan, Simulator& simulator,
                            const std::function<void(std::size_t, std::size_t)>& progress) {
    std::vector<Prepared> prepared;
    std::vector<Job> jobs;
    for (const LinkResponse& response : measurements.links) {
        prepared.push_back(prepare(response, plan));
        jobs.push_back(prepared.back().job);
    }
    const std::vector<Outcome> outcomes = simulator.run(jobs, [&](std::size_t done) {
        if (progress) progress(done, jobs.size());
    });
    Waveforms waveforms;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const Link& link = *measurements.links[i].link;
        std::optional<SimulationFailure> failure = outcomes[i].failure;
        if (!failure) failure = stopped_early(outcomes[i], plan);
        if (failure)
            waveforms.failures.push_back(
                simulation_failure(subject_of(link), jobs[i].name, link.span, *failure));
        else
            waveforms.links.push_back(evaluate(link, prepared[i], plan, outcomes[i].plots.at(0)));
    }
    return waveforms;
}

}  // namespace pin3
