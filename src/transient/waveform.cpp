#include "transient/waveform.hpp"

#include "transient/tone_fit.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace pin3 {
namespace {

struct Prepared {
    TransientPlan plan;
    double signal_volts;  // peak
    Complex ac_signal_gain, ac_ground_gain;
};

Prepared prepare(const LinkResponse& response, const WaveformPlan& plan) {
    const Gains at_ground = response.spots.at(plan.ground_hz);
    Prepared prepared{{},
                      std::numbers::sqrt2 * response.link->output->parameters.number("level"),
                      response.spots.at(plan.signal_hz).signal,
                      at_ground.ground};
    // the EMF that gives the wanted voltage between the chassis
    const double emf = plan.ground_volts / std::abs(at_ground.chassis);
    prepared.plan = {{{plan.signal_hz, prepared.signal_volts}},
                     {{plan.ground_hz, emf}},
                     0,
                     {},
                     plan.settle_s + plan.window_s,
                     plan.step_s,
                     {},
                     plan.settle_s};
    return prepared;
}

Waveform evaluate(TimeSeries series, const Prepared& prepared, const WaveformPlan& plan) {
    Waveform waveform{std::move(series),      plan, prepared.signal_volts, {}, {}, prepared.ac_signal_gain,
                      prepared.ac_ground_gain};
    const std::size_t begin = waveform.from(plan.settle_s);
    const auto window = [&](const std::vector<double>& values) { return std::span(values).subspan(begin); };
    const std::array tones = {plan.ground_hz, plan.signal_hz};
    const ToneFit out = fit_tones(window(waveform.time_s), window(waveform.out_volts), tones);
    const ToneFit chassis = fit_tones(window(waveform.time_s), window(waveform.chassis_volts), tones);
    // The source is a sine: its phasor is -j times the amplitude. The programme itself moves the
    // chassis a little; what that adds at signal_hz belongs to the signal gain, as in the AC analysis.
    waveform.signal_gain = out.phasors[1] / Complex(0, -prepared.signal_volts);
    waveform.ground_gain = out.phasors[0] / chassis.phasors[0];
    waveform.residual_rms = out.residual_rms;
    return waveform;
}

}  // namespace

std::vector<double> waveform_frequencies(const WaveformPlan& plan) {
    return {plan.ground_hz, plan.signal_hz};
}

Waveforms measure_waveforms(const Measurements& measurements, const WaveformPlan& plan, Simulator& simulator,
                            const WatchJobs& watch) {
    std::vector<Prepared> prepared;
    std::vector<TransientRun> runs;
    for (const LinkResponse& response : measurements.links) {
        prepared.push_back(prepare(response, plan));
        runs.push_back({response.link, prepared.back().plan});
    }
    std::vector<TransientResult> results = run_transients(runs, "waveforms", simulator, watch);
    Waveforms waveforms;
    for (std::size_t i = 0; i < results.size(); ++i) {
        auto& [series, failure] = results[i];
        if (!failure) {
            waveforms.links.push_back(evaluate(std::move(series), prepared[i], plan));
            continue;
        }
        waveforms.failures.push_back(*std::move(failure));
        if (series.link) waveforms.partial.push_back(std::move(series));
    }
    return waveforms;
}

}  // namespace pin3
