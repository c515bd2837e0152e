#include "room/audition.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <random>
#include <unsupported/Eigen/FFT>

namespace pin3 {
namespace {

constexpr double tail_s =
    0.5;  // silence behind the programme, so that its end does not sound at its beginning

using Spectrum = std::vector<Complex>;

double bin_hz(std::size_t k, std::size_t size, double rate_hz) {
    return static_cast<double>(k) * rate_hz / static_cast<double>(size);
}

std::vector<double> back_in_time(Eigen::FFT<double>& fft, const Spectrum& spectrum, std::size_t size) {
    std::vector<double> samples(size);
    fft.inv(samples, spectrum);
    return samples;
}

// A spectrum whose bins have the mean power that the density asks for: the density D of one side at N samples
// of rate f means a mean square of N f D^2 / 2 in a bin.
Spectrum hiss_spectrum(const Hiss& hiss, std::size_t size, double rate_hz, std::uint64_t seed) {
    Spectrum spectrum(size / 2 + 1);
    std::mt19937_64 generator(seed);
    std::normal_distribution<double> normal;
    for (std::size_t k = 1; k < size / 2; ++k) {
        const double hertz = bin_hz(k, size, rate_hz);
        if (hertz < audible_from_hz || hertz > audible_to_hz) continue;
        const double each = hiss.frequency_hz.between(hiss.density, hertz) *
                            std::sqrt(static_cast<double>(size) * rate_hz / 4);
        const double re = normal(generator);
        spectrum[k] = {each * re, each * normal(generator)};
    }
    return spectrum;
}

std::vector<double> hum_of(const std::vector<HumLine>& lines, double rate_hz, std::size_t frames) {
    std::vector<double> samples(frames);
    for (const HumLine& line : lines) {
        if (line.frequency_hz < audible_from_hz ||
            line.frequency_hz > std::min(audible_to_hz, 0.45 * rate_hz))
            continue;
        // a phasor that turns, set right every so often
        const double step = 2 * std::numbers::pi * line.frequency_hz / rate_hz;
        const Complex turn = std::polar(1.0, step);
        Complex phasor;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            if (i % 1024 == 0)
                phasor = std::polar(std::numbers::sqrt2 * line.volts,
                                    std::fmod(step * static_cast<double>(i), 2 * std::numbers::pi));
            samples[i] += phasor.imag();
            phasor *= turn;
        }
    }
    return samples;
}

}  // namespace

Audio built_in_programme(double seconds) {
    constexpr std::array<double, 8> notes = {220, 277.18, 329.63, 440, 554.37, 440, 329.63, 277.18};
    constexpr double note_s = 0.5, notes_share = 0.7;
    Audio audio;
    std::vector<double> samples(static_cast<std::size_t>(seconds * audio.rate_hz));
    const double end = notes_share * seconds;
    double sum = 0;
    std::size_t played = 0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / audio.rate_hz;
        for (std::size_t note = t < note_s ? 0 : static_cast<std::size_t>(t / note_s) - 1;
             note <= static_cast<std::size_t>(t / note_s); ++note) {
            const double start = static_cast<double>(note) * note_s, since = t - start;
            if (start + note_s / 2 > end) continue;
            const double envelope = (1 - std::exp(-200 * since)) * std::exp(-5 * since);
            for (int n = 1; n <= 4; ++n)
                samples[i] += envelope / (n * n) *
                              std::sin(2 * std::numbers::pi * n * notes[note % notes.size()] * since);
        }
        // each note rings for two, and then dies
        if (t < end) {
            sum += samples[i] * samples[i];
            ++played;
        } else {
            samples[i] *= std::exp(-20 * (t - end));
        }
    }
    const double rms = played > 0 && sum > 0 ? std::sqrt(sum / static_cast<double>(played)) : 1;
    for (double& sample : samples) sample *= nominal_peak / std::numbers::sqrt2 / rms;
    audio.channels.push_back(std::move(samples));
    return audio;
}

Audio audition(const Audio& programme, const HumAndHiss& added, const AuditionPlan& plan) {
    Audio heard;
    heard.rate_hz = programme.rate_hz;
    const std::size_t frames = programme.frames();
    const std::size_t size = std::bit_ceil(frames + static_cast<std::size_t>(tail_s * programme.rate_hz));
    const double per_volt = nominal_peak / (std::numbers::sqrt2 * plan.nominal_volts);
    Eigen::FFT<double> fft;
    fft.SetFlag(Eigen::FFT<double>::HalfSpectrum);
    const std::vector<double> hum = hum_of(added.lines, programme.rate_hz, frames);
    std::uint64_t seed = plan.seed;
    for (const std::vector<double>& channel : programme.channels) {
        Spectrum whole = hiss_spectrum(added.hiss, size, programme.rate_hz, seed++);
        for (Complex& bin : whole) bin *= per_volt;
        if (plan.programme) {
            std::vector<double> padded = channel;
            padded.resize(size);
            Spectrum spectrum;
            fft.fwd(spectrum, padded);
            const GainRow& response = *plan.response;
            for (std::size_t k = 0; k < whole.size(); ++k)
                whole[k] +=
                    spectrum[k] *
                    response.frequency_hz.between(response.signal_gain, bin_hz(k, size, programme.rate_hz)) /
                    std::abs(plan.reference_gain);
        }
        std::vector<double> samples = back_in_time(fft, whole, size);
        samples.resize(frames);
        for (std::size_t i = 0; i < frames; ++i) samples[i] += per_volt * hum[i];
        heard.channels.push_back(std::move(samples));
    }
    return heard;
}

}  // namespace pin3
