#include "judgement/cause.hpp"

#include "core/decibel.hpp"
#include "core/unit.hpp"
#include "metrics/metric.hpp"
#include "response/leg_voltages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace pin3 {
namespace {

// Figures that differ by less than this share the blame, dB.
constexpr double alike_db = 6;
// A link that differs by less from the lesser of two parts has it from that one alone, dB.
constexpr double alone_db = 1;
// A link below this rejects nothing, dB.
constexpr double nothing_db = 3;

std::string ohms(const Complex& z) {
    return engineering(std::abs(z), Unit::ohm, 3);
}

// "62.1 dB", "more than 180 dB"
std::string decibels(const Figure& figure) {
    return fmt::format("{}{:.1f} dB", figure.bound ? "more than " : "", figure.value);
}

// What the receiver has before it, as common mode sees it.
std::string legs_sentence(const PinImpedances& source, const InputPoint& input) {
    const auto words = [&] {
        switch (following(source)) {
            case Following::each_other:
                return fmt::format("a floating source, {} against its chassis,", ohms(source.common()));
            case Following::hot_cold:
                return fmt::format(
                    "a ground-sensing source, {} between hot and cold and {} against its chassis,",
                    ohms(source.leg_hot() - source.leg_cold()), ohms(source.leg_cold()));
            case Following::neither:
                break;
        }
        return fmt::format("source legs of {} and {}", ohms(source.leg_hot()), ohms(source.leg_cold()));
    };
    return fmt::format("{} into receiver legs of {}", words(), ohms(input.z_leg_hot));
}

// The output goes with its cold pin wherever that lies, and a two-pole plug ties that pin to the source's
// chassis.
bool sensing_is_bridged(const LinkResponse& link, const OutputPoint& output) {
    const Parameters& cable = link.link->cable->parameters;
    return cable.has("shell") && cable.is("shell", "both") &&
           following(impedances_of(output)) != Following::neither;
}

// The inductance of the whole lead where its shield is bonded at both ends, H; 0 elsewhere.
double lead_henry(const Stage& cable) {
    const Parameters& it = cable.parameters;
    if (!it.has("l_common") || !it.has("shield") || !it.is("shield", "both")) return 0;
    return it.number("l_common") * it.number("length") + it.number("choke");
}

// What the shield's current leaves in a stage's signal reference, where that is most of what gets through.
// Behind an output's pin 1 it is signal like any other, behind an input's it is in what that delivers: see
// rig.cpp.
std::optional<std::string> pin1_sentence(const LinkResponse& link, const Gains& gains) {
    struct Shared {
        std::reference_wrapper<const Stage> stage_of;
        Complex ground_gain;
        const Stage& stage() const { return stage_of; }
        std::string ohm() const { return engineering(stage().parameters.number("pin1"), Unit::ohm, 3); }
    };
    Shared larger{*link.link->output, -link.legs.source_pin1 * gains.signal};
    Shared other{*link.link->input, link.legs.receiver_pin1};
    if (std::abs(larger.ground_gain) < std::abs(other.ground_gain)) std::swap(larger, other);
    const Complex rest = gains.ground - larger.ground_gain - other.ground_gain;
    if (std::abs(larger.ground_gain) <= std::abs(rest)) return std::nullopt;
    const auto allows = [&](const Complex& gain) {
        return decibels(rejection(gains.signal, gain).value_or(Figure{}));
    };
    if (std::abs(amplitude_db(std::abs(larger.ground_gain / other.ground_gain))) < alike_db)
        return fmt::format(
            "pin 1 of {} and pin 1 of {} limit: {} and {} that the shield's current shares with the signal's "
            "references allow {} together, all else {}; take pin 1 to the chassis at both ends, or lift the "
            "shield at one",
            larger.stage().name, other.stage().name, larger.ohm(), other.ohm(),
            allows(larger.ground_gain + other.ground_gain), allows(rest));
    return fmt::format(
        "pin 1 of {} limits: {} that the shield's current shares with the signal's reference allow {}, all "
        "else {}; take pin 1 to the chassis, or lift the shield at that end",
        larger.stage().name, larger.ohm(), allows(larger.ground_gain),
        allows(gains.ground - larger.ground_gain));
}

}  // namespace

std::string cause_of(const LinkResponse& link, const OutputResponse& output, const InputResponse& input) {
    const Gains gains = link.spots.at(reference_hz);
    const InputPoint& receiver = input.at(reference_hz);
    const std::optional<Figure> whole = rejection(gains.signal, gains.ground);
    if (!whole) return "no signal arrives";
    if (!receiver.cold_leg && whole->value < nothing_db && sensing_is_bridged(link, output.at(reference_hz)))
        return "the plug's shell joins pin 3 with pin 1 and takes the sensing away: what the output would "
               "hear of the receiver's ground it does not; with shell = pin3 it does";
    const Parameters& of_input = input.input->parameters;
    const double lift = of_input.has("lift") ? of_input.number("lift") : 0;
    if (!receiver.cold_leg && lift > 0)
        return fmt::format(
            "the receiver has no cold leg; its lift of {} takes what the shield's resistance leaves of the "
            "noise and allows {}",
            ohms(lift), decibels(*whole));
    if (const double henry = lead_henry(*link.link->cable);
        !receiver.cold_leg && whole->value >= nothing_db && henry > 0 &&
        following(impedances_of(output.at(reference_hz))) == Following::neither)
        return fmt::format(
            "the receiver has no cold leg; the lead's inductance of {} takes what the shield's resistance "
            "leaves of the noise and allows {}",
            engineering(henry, Unit::henry, 3), decibels(*whole));
    if (!receiver.cold_leg)
        return whole->value < nothing_db
                   ? "the receiver has no cold leg: what lies between the chassis adds to the signal"
                   : fmt::format(
                         "the receiver has no cold leg; the source takes the receiver's ground as its own "
                         "and allows {}",
                         decibels(*whole));
    if (const auto pin1 = pin1_sentence(link, gains)) return *pin1;
    const PinImpedances source = impedances_of(link.legs);
    const LegVoltages arriving = on_legs(link.legs.open_hot, link.legs.open_cold, source, receiver);
    const LegVoltages by_cold = on_legs(0, link.legs.open_cold, source, receiver);
    if (whole->value < nothing_db && std::abs(by_cold.cold) < 0.01)
        return "cold does not carry the source's ground to the receiver, so that hot alone carries the noise";
    // the output alone, without a cable: its pins move with its chassis
    const LegVoltages leaving = on_legs(1, 1, impedances_of(output.at(reference_hz)), receiver);
    const auto allows = [&](const Complex& ground_gain) {
        return rejection(gains.signal, ground_gain).value_or(Figure{});
    };
    const Figure by_legs = allows(arriving.differential() * receiver.tied_differential);
    const Figure by_output = allows(leaving.differential() * receiver.tied_differential);
    const Figure by_receiver = allows(arriving.common() * receiver.tied_common);
    const std::string legs = legs_sentence(source, receiver);
    // both have a phase: they may oppose each other, or add up
    const bool as_the_lesser = std::abs(whole->value - std::min(by_legs.value, by_receiver.value)) < alone_db;
    const std::string together =
        as_the_lesser ? std::string() : fmt::format(", and together {}", decibels(*whole));
    if (by_receiver.value < by_legs.value - alike_db)
        return fmt::format("the receiver limits: it allows {}; {} would allow {}{}", decibels(by_receiver),
                           legs, decibels(by_legs), together);
    if (by_legs.value > by_receiver.value - alike_db)
        return fmt::format("source and receiver share the blame: {} allow {}, the receiver {}{}", legs,
                           decibels(by_legs), decibels(by_receiver), together);
    // an output whose lift opens the shield is another circuit in the link than on the rig
    const bool lifted = output.output->parameters.has("lift") && output.output->parameters.is("lift", "yes");
    if (!lifted && by_output.value > by_legs.value + alike_db)
        return fmt::format(
            "the cable limits: with it the source allows {}, without it {}; the receiver allows {}{}",
            decibels(by_legs), decibels(by_output), decibels(by_receiver), together);
    return fmt::format("the source limits: {} allow {}; the receiver allows {}{}", legs, decibels(by_legs),
                       decibels(by_receiver), together);
}

}  // namespace pin3
