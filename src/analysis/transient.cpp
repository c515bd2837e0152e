#include "analysis/transient.hpp"

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

}  // namespace

std::size_t TimeSeries::from(double seconds) const {
    return static_cast<std::size_t>(std::lower_bound(time_s.begin(), time_s.end(), seconds) - time_s.begin());
}

std::vector<Tone> tones_of(const NoiseSource& noise) {
    std::vector<Tone> tones;
    for (const SpectralLine& line : noise.lines)
        tones.push_back({line.frequency_hz, std::numbers::sqrt2 * line.volts});
    return tones;
}

Job transient_job(const Link& link, const TransientPlan& plan, const std::string& what) {
    const Bench bench = plan.picked_up.empty() ? link_bench(link) : link_pickup_bench(link);
    const std::string out = bench.circuit.node_name(bench.probes[0]),
                      chassis = bench.circuit.node_name(bench.probes[1]);
    Job job;
    job.name = fmt::format("{}, {}", subject_of(link), what);
    job.waves = {{"v_signal", plan.signal, plan.rate_hz, plan.programme}, {"v_ground", plan.ground, 0, {}}};
    for (const NoiseSource& noise : plan.picked_up)
        job.waves.push_back({pickup_source(noise), tones_of(noise), 0, {}});
    std::vector<Excitation> excitations;
    for (const SourceWave& wave : job.waves) excitations.push_back({wave.source, 0, 0, 0, true});
    job.deck = write_deck(bench.circuit, {"pin3: " + job.name,
                                          std::move(excitations),
                                          {fmt::format(".save v({}) v({})", out, chassis),
                                           std::string(step_card), std::string(pivot_card)},
                                          DeckPurpose::large_signal});
    job.analyses = {
        {fmt::format("tran {0} {1} 0 {0}", shortest(plan.step_s), shortest(plan.end_s)), {out, chassis}, 0}};
    job.group = subject_of(link);
    return job;
}

TimeSeries time_series(const Link& link, const Outcome& outcome) {
    const Plot& plot = outcome.plots.at(0);
    return {&link, plot.scale, real_parts(plot.vectors.at(0)), real_parts(plot.vectors.at(1))};
}

std::optional<SimulationFailure> stopped_early(const TimeSeries& series, const TransientPlan& plan,
                                               const std::string& log) {
    if (series.time_s.back() > plan.end_s - plan.step_s) return std::nullopt;
    return SimulationFailure{
        FailureKind::rejected,
        fmt::format(
            "the simulation in time stopped at {} of {}: the circuit oscillates. An ideal op-amp is fast "
            "without limit: name a real one, `opamp = ne5532`",
            engineering(series.time_s.back(), Unit::second), engineering(plan.end_s, Unit::second)),
        log,
        {}};
}

}  // namespace pin3
