#include "transient/scene.hpp"

#include "core/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <string>

namespace pin3 {
namespace {

constexpr double steps_a_period = 20, most_steps = 1e6;

std::vector<Tone> tones(BuiltIn built_in, double peak) {
    if (built_in == BuiltIn::sine) return {{1000, peak}};
    return {{60, 0.8 * peak}, {7000, 0.2 * peak}};
}

// "; `--seconds 0.001` has room for it", in one digit, rounded down; nothing where that is not even 1 ms.
std::string room_for(double hertz) {
    const double seconds = most_steps / steps_a_period / hertz;
    const double digit = std::pow(10.0, std::floor(std::log10(seconds)));
    return seconds < 1e-3
               ? std::string()
               : fmt::format("; `--seconds {:g}` has room for it", std::floor(seconds / digit) * digit);
}

// The hum that `seconds` leave time for; what they do not is named in `left_out`.
std::vector<HumSource> within(std::vector<HumSource> hum, double seconds,
                              std::vector<std::string>& left_out) {
    const double highest_hz = most_steps / steps_a_period / seconds;
    std::erase_if(hum, [&](const HumSource& source) {
        const double fastest_hz = source.lines.back().frequency_hz;
        if (fastest_hz <= highest_hz) return false;
        left_out.push_back(fmt::format(
            "the waveform leaves out the {}: {} over {} would take too many steps{}", source.path,
            engineering(fastest_hz, Unit::hertz), engineering(seconds, Unit::second), room_for(fastest_hz)));
        return true;
    });
    return hum;
}

// Fine enough for the fastest line.
double step_s(double usual_s, std::span<const HumSource> hum) {
    for (const HumSource& source : hum)
        usual_s = std::min(usual_s, 1 / (steps_a_period * source.lines.back().frequency_hz));
    return usual_s;
}

TransientPlan transient_plan(const Link& link, const ScenePlan& plan, std::vector<std::string>& left_out) {
    const double peak = std::numbers::sqrt2 * link.output->parameters.number("level");
    TransientPlan transient{{}, {}, 0, {}, plan.seconds, plan.step_s, {}};
    const std::vector<HumSource> of_ground =
        within(hum_sources_of(*link.ground, link), plan.seconds, left_out);
    for (const HumSource& source : of_ground)
        for (const Tone& tone : tones_of(source)) transient.ground.push_back(tone);
    transient.step_s = step_s(transient.step_s, of_ground);
    transient.picked_up = within(picked_up_by(link), plan.seconds, left_out);
    transient.step_s = step_s(transient.step_s, transient.picked_up);
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
                       const WatchJobs& watch) {
    Scenes scenes;
    std::vector<TransientRun> runs;
    for (const LinkResponse& response : measurements.links) {
        std::vector<std::string> left_out;
        runs.push_back({response.link, transient_plan(*response.link, plan, left_out)});
        for (std::string& one : left_out) scenes.left_out.emplace_back(response.link, std::move(one));
    }
    for (TransientResult& result : run_transients(runs, "programme", simulator, watch)) {
        if (result.series.link) scenes.links.push_back(std::move(result.series));
        if (result.failure) scenes.failures.push_back(*std::move(result.failure));
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
