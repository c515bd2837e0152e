#include "judgement/cause.hpp"

#include "core/decibel.hpp"
#include "core/unit.hpp"
#include "metrics/metric.hpp"

#include <fmt/format.h>

#include <cmath>

namespace pin3 {
namespace {

// Figures that differ by less than this share the blame, dB.
constexpr double alike_db = 6;
// A link below this rejects nothing, dB.
constexpr double nothing_db = 3;
std::string ohms(const Complex& z) {
    return engineering(std::abs(z), Unit::ohm, 3);
}

// "62.1 dB", "more than 180 dB"
std::string decibels(const Figure& figure) {
    return fmt::format("{}{:.1f} dB", figure.bound ? "more than " : "", figure.value);
}

// The voltages on a receiver's legs per volt between the chassis.
struct LegVoltages {
    Complex hot, cold;
    Complex differential() const { return hot - cold; }
    Complex common() const { return (hot + cold) / 2.0; }
};

// A source with open voltages e and impedance matrix Z into legs of Z_leg: i = (Z + Z_leg)^-1 e, v = Z_leg i.
// With two separate legs and e = 1 that is the Wheatstone bridge, Z+/(Z+ + Zs+) - Z-/(Z- + Zs-) (Whitlock,
// JAES 1995).
LegVoltages on_legs(const SourceLegs& source, const InputPoint& input) {
    const Complex hh = source.z_hot_hot + input.z_leg_hot, cc = source.z_cold_cold + input.z_leg_cold;
    const Complex determinant = hh * cc - source.z_hot_cold * source.z_cold_hot;
    const Complex into_hot = (cc * source.open_hot - source.z_hot_cold * source.open_cold) / determinant;
    const Complex into_cold = (hh * source.open_cold - source.z_cold_hot * source.open_hot) / determinant;
    return {input.z_leg_hot * into_hot, input.z_leg_cold * into_cold};
}

// The output alone, without a cable: its pins move with its chassis.
SourceLegs legs_of(const OutputPoint& output) {
    return {1, 1, output.z_hot_hot, output.z_hot_cold, output.z_cold_hot, output.z_cold_cold, {}, {}};
}

std::string legs_sentence(const SourceLegs& legs, const InputPoint& input) {
    const Complex differential = legs.z_hot_hot + legs.z_cold_cold - legs.z_hot_cold - legs.z_cold_hot;
    const bool floats = std::abs(legs.z_hot_hot) > 10 * std::abs(differential);
    const std::string source =
        floats ? fmt::format("a floating source, {} against its chassis,", ohms(legs.z_hot_hot))
               : fmt::format("source legs of {} and {}", ohms(legs.z_hot_hot), ohms(legs.z_cold_cold));
    return fmt::format("{} into receiver legs of {}", source, ohms(input.z_leg_hot));
}

}  // namespace

std::string cause_of(const LinkResponse& link, const OutputResponse& output, const InputResponse& input) {
    const Gains gains = link.spots.at(reference_hz);
    const InputPoint& receiver = input.at(reference_hz);
    const std::optional<Figure> whole = rejection(gains.signal, gains.ground);
    if (!whole) return "no signal arrives";
    const Parameters& of_input = input.input->parameters;
    const double lift = of_input.has("lift") ? of_input.number("lift") : 0;
    if (!receiver.cold_leg && lift > 0)
        return fmt::format(
            "the receiver has no cold leg; its lift of {} takes what the shield's resistance leaves of the "
            "noise and allows {}",
            ohms(lift), decibels(*whole));
    if (!receiver.cold_leg)
        return whole->value < nothing_db
                   ? "the receiver has no cold leg: what lies between the chassis adds to the signal"
                   : fmt::format(
                         "the receiver has no cold leg; the source takes the receiver's ground as its own "
                         "and allows {}",
                         decibels(*whole));
    const LegVoltages arriving = on_legs(link.legs, receiver);
    if (whole->value < nothing_db && std::abs(arriving.cold) < 0.01)
        return "cold does not carry the source's ground to the receiver, so that hot alone carries the noise";
    const LegVoltages leaving = on_legs(legs_of(output.at(reference_hz)), receiver);
    const auto allows = [&](const Complex& ground_gain) {
        return rejection(gains.signal, ground_gain).value_or(Figure{});
    };
    const Figure by_legs = allows(arriving.differential() * receiver.tied_differential);
    const Figure by_output = allows(leaving.differential() * receiver.tied_differential);
    const Figure by_receiver = allows(arriving.common() * receiver.tied_common);
    const std::string legs = legs_sentence(link.legs, receiver);
    if (by_receiver.value < by_legs.value - alike_db)
        return fmt::format("the receiver limits: it allows {}; {} would allow {}", decibels(by_receiver),
                           legs, decibels(by_legs));
    if (by_legs.value > by_receiver.value - alike_db)
        return fmt::format("source and receiver share the blame: {} allow {}, the receiver {}", legs,
                           decibels(by_legs), decibels(by_receiver));
    // an output whose lift opens the shield is another circuit in the link than on the rig
    const bool lifted = output.output->parameters.has("lift") && output.output->parameters.is("lift", "yes");
    if (!lifted && by_output.value > by_legs.value + alike_db)
        return fmt::format(
            "the cable limits: with it the source allows {}, without it {}; the receiver allows {}",
            decibels(by_legs), decibels(by_output), decibels(by_receiver));
    return fmt::format("the source limits: {} allow {}; the receiver allows {}", legs, decibels(by_legs),
                       decibels(by_receiver));
}

}  // namespace pin3
