#include "metrics/limit.hpp"

#include "core/decibel.hpp"
#include "core/unit.hpp"
#include "metrics/metric.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

// Figures that differ by less than this share the blame, dB.
constexpr double alike_db = 6;
// A link below this rejects nothing, dB.
constexpr double nothing_db = 3;
// A loss worth a warning, dB.
constexpr double loss_db = 3;

constexpr double frequency_hz = 1000;

struct At1k {
    Complex signal_gain, ground_gain;
};

At1k at_1k(const LinkResponse& link) {
    const auto found = std::find(link.spots.frequency_hz.begin(), link.spots.frequency_hz.end(), frequency_hz);
    const auto k = static_cast<std::size_t>(found - link.spots.frequency_hz.begin());
    return {link.spots.signal_gain.at(k), link.spots.ground_gain.at(k)};
}

std::string ohms(const Complex& z) { return engineering(std::abs(z), Unit::ohm, 3); }

// "62.1 dB", "better than 180 dB"
std::string decibels(const std::optional<Reading>& reading) {
    if (!reading) return "no figure";
    return fmt::format("{}{:.1f} dB", reading->bound ? "better than " : "", reading->value);
}

// What the impedances of the source's legs convert, alone, volts across the legs per volt between the chassis. The source is the
// impedance matrix Z of its pins, the receiver its legs Z_leg: i = (Z + Z_leg)^-1 [1 1]', V_d = Z_leg i (hot) - Z_leg i (cold). With two separate legs
// that is the Wheatstone bridge, Z+/(Z+ + Zs+) - Z-/(Z- + Zs-) (Whitlock, JAES 1995).
Complex source_conversion(const OutputPoint& output, const InputPoint& input) {
    const Complex hh = output.z_hot_hot + input.z_leg_hot, cc = output.z_cold_cold + input.z_leg_cold;
    const Complex hc = output.z_hot_cold, ch = output.z_cold_hot;
    const Complex determinant = hh * cc - hc * ch;
    const Complex into_hot = (cc - hc) / determinant, into_cold = (hh - ch) / determinant;
    return input.z_leg_hot * into_hot - input.z_leg_cold * into_cold;
}

}  // namespace

std::string what_limits(const LinkResponse& link, const OutputResponse& output, const InputResponse& input) {
    const At1k gains = at_1k(link);
    const OutputPoint& source = output.at(frequency_hz);
    const InputPoint& receiver = input.at(frequency_hz);
    const std::optional<Reading> whole = rejection(gains.signal_gain, gains.ground_gain);
    if (!whole) return "no signal arrives";
    if (!receiver.cold_leg)
        return "the receiver has no cold leg: what lies between the chassis adds to the signal, less what the shield's low resistance shorts";
    if (whole->value < nothing_db)
        return "cold does not carry the source's ground to the receiver, so that hot alone carries the noise";

    const std::optional<Reading> by_source =
        rejection(gains.signal_gain, source_conversion(source, receiver) * receiver.tied_differential);
    const std::optional<Reading> by_receiver = rejection(receiver.tied_differential, receiver.tied_common);
    if (!by_source || !by_receiver) return "no signal arrives";
    const std::string legs = fmt::format("source legs of {} and {} into receiver legs of {}", ohms(source.z_hot_hot),
                                         ohms(source.z_cold_cold), ohms(receiver.z_leg_hot));
    const double best_alone = std::min(by_source->value, by_receiver->value);
    if (whole->value < best_alone - alike_db)
        return fmt::format("the cable limits: without it the source allows {}, the receiver {}", decibels(by_source),
                           decibels(by_receiver));
    if (std::abs(by_source->value - by_receiver->value) < alike_db)
        return fmt::format("source and receiver share the blame: {} allow {}, the receiver alone {}", legs, decibels(by_source),
                           decibels(by_receiver));
    if (by_source->value < by_receiver->value)
        return fmt::format("the source limits: {} allow {}; the receiver alone reaches {}", legs, decibels(by_source),
                           decibels(by_receiver));
    return fmt::format("the receiver limits: alone it reaches {}; {} would allow {}", decibels(by_receiver), legs,
                       decibels(by_source));
}

std::vector<std::string> warnings(const LinkResponse& link, const OutputResponse& output, const InputResponse& input) {
    std::vector<std::string> found;
    const At1k gains = at_1k(link);
    const OutputPoint& source = output.at(frequency_hz);
    const InputPoint& receiver = input.at(frequency_hz);
    const double expected = std::abs(receiver.tied_differential);
    const double level = amplitude_ratio(std::abs(gains.signal_gain) / expected).db();
    if (level < -loss_db)
        found.push_back(fmt::format("the signal arrives {:.1f} dB below what the receiver's gain would give from this source unloaded", -level));
    if (!receiver.cold_leg && std::abs(source.signal_cold) > 0.1 * std::abs(source.signal_hot))
        found.push_back("the receiver ties pin 3 to its chassis: half of a symmetric output drives a short circuit");
    if (std::any_of(link.spots.ground_gain.begin(), link.spots.ground_gain.end(),
                    [](const Complex& gain) { return std::abs(gain) < gain_floor; }))
        found.push_back("the rejection is beyond what the solver resolves (shown as >): parts without tolerances match perfectly, real ones do not");
    return found;
}

}  // namespace pin3
