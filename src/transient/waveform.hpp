// Links in the time domain: a tone between the chassis and a programme tone on the signal at once.
#pragma once

#include "transient/transient.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pin3 {

// What was sent.
struct WaveformPlan {
    double ground_hz = 1000;  // the tone between the chassis
    double signal_hz = 1250;  // the programme tone; 20 and 25 periods lie in the fitted window
    double ground_volts = 1;  // peak, between the chassis
    double settle_s = 0.02;   // not fitted: the tones fade in, as many periods
    double window_s = 0.02;   // fitted
    double step_s = 5e-6;     // largest time step: 200 points a period
};

struct Waveform : TimeSeries {
    WaveformPlan plan;
    double signal_volts = 0;  // peak, of the output stage's unloaded signal
    Complex signal_gain;      // receiver's output per volt of signal, at signal_hz
    Complex ground_gain;      // receiver's output per volt between the chassis, at ground_hz
    Complex ac_signal_gain;   // the same by AC analysis
    Complex ac_ground_gain;
    double residual_rms = 0;  // V at the receiver's output
};

struct Waveforms : PerLink<Waveform> {
    std::vector<TimeSeries> partial;  // of simulations that broke off
};

// The spot frequencies that measure() has to have for measure_waveforms().
std::vector<double> waveform_frequencies(const WaveformPlan& plan);

// A transient simulation of every link that has been measured, over all workers.
Waveforms measure_waveforms(const Measurements& measurements, const WaveformPlan& plan, Simulator& simulator,
                            const WatchJobs& watch = {});

}  // namespace pin3
