#include "analysis/scene.hpp"

#include "analysis/audition.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pin3 {
namespace {

constexpr double highest_hz = 20e3;

std::vector<Tone> tones(BuiltIn built_in, double peak) {
    if (built_in == BuiltIn::sine) return {{1000, peak}};
    return {{60, 0.8 * peak}, {7000, 0.2 * peak}};
}

std::vector<Tone> ground_tones(const Link& link) {
    std::vector<Tone> all;
    if (!link.ground->kind->noises) return all;
    for (const NoiseSource& noise : link.ground->kind->noises(link.ground->parameters, mains_frequency(link)))
        for (const SpectralLine& line : noise.lines)
            if (line.frequency_hz <= highest_hz)
                all.push_back({line.frequency_hz, std::numbers::sqrt2 * line.volts});
    return all;
}

TransientPlan transient_plan(const Link& link, const ScenePlan& plan) {
    const double peak = std::numbers::sqrt2 * link.output->parameters.number("level");
    TransientPlan transient{{}, ground_tones(link), 0, {}, plan.seconds, plan.step_s};
    if (!plan.programme) {
        transient.signal = tones(plan.built_in, peak);
        return transient;
    }
    transient.rate_hz = plan.programme->rate_hz;
    for (const double sample : plan.programme->channels.at(0))
        transient.programme.push_back(sample / nominal_peak * peak);
    return transient;
}

}  // namespace

Scenes simulate_scenes(const Measurements& measurements, const ScenePlan& plan, Simulator& simulator,
                       const std::function<void(std::size_t, std::size_t)>& progress) {
    std::vector<TransientPlan> plans;
    std::vector<Job> jobs;
    for (const LinkResponse& response : measurements.links) {
        plans.push_back(transient_plan(*response.link, plan));
        jobs.push_back(transient_job(*response.link, plans.back(), "programme"));
    }
    const std::vector<Outcome> outcomes = simulator.run(jobs, [&](std::size_t done) {
        if (progress) progress(done, jobs.size());
    });
    Scenes scenes;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        const Link& link = *measurements.links[i].link;
        std::optional<SimulationFailure> failure = outcomes[i].failure;
        if (!failure) {
            scenes.links.push_back(time_series(link, outcomes[i]));
            failure = stopped_early(scenes.links.back(), plans[i], outcomes[i].log);
        }
        if (failure)
            scenes.failures.push_back(
                simulation_failure(subject_of(link), jobs[i].name, link.span, *failure));
    }
    return scenes;
}

Audio sampled(const std::vector<TimeSeries>& series, const std::vector<double>& per_volt, double rate_hz) {
    Audio audio{rate_hz, {}};
    std::size_t frames = 0;
    for (const TimeSeries& one : series)
        frames = std::max(frames, static_cast<std::size_t>(one.time_s.back() * rate_hz + 1e-6) + 1);
    for (std::size_t k = 0; k < series.size(); ++k) {
        const TimeSeries& one = series[k];
        std::vector<double>& samples = audio.channels.emplace_back(frames);
        std::size_t next = 1;
        for (std::size_t i = 0; i < frames; ++i) {
            const double t = static_cast<double>(i) / rate_hz;
            while (next + 1 < one.time_s.size() && one.time_s[next] < t) ++next;
            if (next >= one.time_s.size() || t > one.time_s.back()) break;
            const double before = one.time_s[next - 1], behind = one.time_s[next];
            const double share = behind > before ? (t - before) / (behind - before) : 0;
            samples[i] = per_volt[k] *
                         (one.out_volts[next - 1] + share * (one.out_volts[next] - one.out_volts[next - 1]));
        }
    }
    return audio;
}

}  // namespace pin3
