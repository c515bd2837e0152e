#include "judgement/warnings.hpp"

#include "catalog/input_pins.hpp"
#include "core/decibel.hpp"
#include "core/unit.hpp"
#include "judgement/idle_values.hpp"
#include "metrics/waveform_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace pin3 {
namespace {

// A loss worth a warning, dB.
constexpr double loss_db = 3;
// Waveform and AC analysis agree when they are no further apart, dB.
constexpr double waveform_agreement_db = 0.01;
// A nominal signal that is distorted by more is at some limit.
constexpr double most_thd = 0.01;
// 1 % of THD is 0.3 dB beyond a hard limit; what is further apart has another reason, dB.
constexpr double limits_apart_db = 1;

std::optional<std::string> lost_signal(const LinkResponse& link, const InputResponse& input) {
    const double expected = std::abs(input.at(reference_hz).tied_differential);
    const double level = amplitude_db(std::abs(link.spots.at(reference_hz).signal) / expected);
    if (level >= -loss_db) return std::nullopt;
    return fmt::format(
        "the signal arrives {:.1f} dB below what the receiver's gain would give from this source unloaded",
        -level);
}

bool below_the_floor(const LinkResponse& link) {
    return std::any_of(link.spots.ground_gain.begin(), link.spots.ground_gain.end(),
                       [](const Complex& gain) { return std::abs(gain) < gain_floor; });
}

std::optional<std::string> disagreement(const Waveform& waveform) {
    const auto cmrr = waveform_cmrr(waveform), ac = waveform_ac_cmrr(waveform);
    if (!cmrr || !ac || cmrr->bound || ac->bound) return std::nullopt;
    const double difference = cmrr->value - ac->value;
    if (std::abs(difference) <= waveform_agreement_db) return std::nullopt;
    return fmt::format(
        "the waveform's CMRR differs from the AC figure by {:+.2f} dB: at a nominal signal and 1 V between "
        "the chassis something limits, or the circuit oscillates",
        difference);
}

// Headroom ends at the first limit of any op-amp, THD is that of what the receiver delivers: where they are
// apart the reader has to know which op-amp it is.
std::optional<std::string> limits_apart(const RoomFigures& room, const ClipPoints& clips) {
    if (!room.headroom_db || clips.signal_broke_off) return std::nullopt;
    const double nominal = room.link->output->parameters.number("level");
    if (!clips.signal_volts)
        return fmt::format(
            "{} is at its limit {:.1f} dB above nominal, which what the receiver delivers never shows",
            clipping_text(*room.clipping), *room.headroom_db);
    const double distorted_db = amplitude_db(*clips.signal_volts / nominal);
    if (std::abs(distorted_db - *room.headroom_db) <= limits_apart_db) return std::nullopt;
    return distorted_db > *room.headroom_db
               ? fmt::format(
                     "{} is at its limit {:.1f} dB above nominal; what the receiver delivers has 1 % of THD "
                     "from {:.1f} dB on only",
                     clipping_text(*room.clipping), *room.headroom_db, distorted_db)
               : fmt::format(
                     "1 % of THD is reached {:.1f} dB above nominal, before {} is at its limit at {:.1f} dB: "
                     "a slew rate or a core is",
                     distorted_db, clipping_text(*room.clipping), *room.headroom_db);
}

// A lift that the shield's other end makes useless for it.
std::optional<std::string> lift_at_both_ends(const Link& link) {
    const Parameters &input = link.input->parameters, &cable = link.cable->parameters;
    if (!input.has("lift") || input.number("lift") == 0) return std::nullopt;
    if (!cable.has("shield") || !cable.is("shield", "receiver")) return std::nullopt;
    return fmt::format(
        "shield = receiver leaves the cable's shield on the receiver's signal ground alone, and lift takes "
        "that "
        "off its chassis: only {} hold the shield, which then couples what it should keep out",
        engineering(input.number("lift"), Unit::ohm));
}

// Kinds whose stage would not stand it refuse phantom without couple; these let it through.
std::optional<std::string> phantom_on_the_stage(const Stage& input) {
    const std::string leaking = check_phantom(input.parameters);
    if (leaking.empty()) return std::nullopt;
    if (input.kind->name == "transformer")
        return "phantom without couple: what the currents of the two feeds differ by flows through the "
               "primary "
               "as direct current and magnetises the core";
    return leaking;
}

// The room against what the receiver takes.
std::optional<std::string> beyond_clip_points(const TimeSeries& scene, const ClipPoints* clips) {
    if (!clips || !clips->common_mode_volts) return std::nullopt;
    double most = 0;
    for (const double volts : scene.chassis_volts) most = std::max(most, std::abs(volts));
    if (most <= *clips->common_mode_volts) return std::nullopt;
    return fmt::format(
        "the room puts up to {:.3g} V between the chassis, and from {:.3g} V on the rejection is gone: "
        "the common mode clips",
        most, *clips->common_mode_volts);
}

}  // namespace

std::vector<std::string> warnings(const LinkEvidence& link) {
    std::vector<std::string> found;
    const auto add = [&](std::optional<std::string> warning) {
        if (warning) found.push_back(*std::move(warning));
    };
    for (std::string& sentence : idle_values(link.response, link.input)) found.push_back(std::move(sentence));
    add(lift_at_both_ends(*link.response.link));
    add(phantom_on_the_stage(*link.response.link->input));
    if (link.input) {
        add(lost_signal(link.response, *link.input));
        if (below_the_floor(link.response))
            add("the rejection is beyond what the solver resolves (shown as >): parts without tolerances "
                "match perfectly, real ones do not");
    }
    const std::optional<std::string> clipping = link.room ? clipping_warning(*link.room) : std::nullopt;
    add(clipping);
    if (link.waveform) add(disagreement(*link.waveform));
    if (link.clips) {
        if (link.clips->thd > most_thd && !clipping)
            add(fmt::format(
                "a nominal signal has {:.2g} % of THD though no op-amp's voltage or current is at its "
                "limit: a slew rate or a core is",
                100 * link.clips->thd));
        if (link.room) add(limits_apart(*link.room, *link.clips));
        if (link.clips->signal_broke_off)
            add("the largest signal is not known for sure: above it the simulation in time breaks off");
        if (link.clips->common_mode_broke_off)
            add("the largest common mode is not known for sure: above it the simulation in time breaks off");
    }
    if (link.scene) add(beyond_clip_points(*link.scene, link.clips));
    return found;
}

}  // namespace pin3
