#include "report/report.hpp"

#include "core/decibel.hpp"
#include "judgement/cause.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace pin3 {

std::optional<Figure> LinkReport::cmrr(double frequency_hz) const {
    const auto& row = response.spots;
    const std::size_t k = row.index_of(frequency_hz);
    if (k == row.frequency_hz.size()) return std::nullopt;
    return rejection(row.signal_gain[k], row.ground_gain[k]);
}

std::optional<Figure> waveform_cmrr(const Waveform& waveform) {
    return rejection(waveform.signal_gain, waveform.ground_gain);
}

std::optional<Figure> waveform_ac_cmrr(const Waveform& waveform) {
    return rejection(waveform.ac_signal_gain, waveform.ac_ground_gain);
}

double waveform_residual_db(const Waveform& waveform) {
    const double programme_rms = std::abs(waveform.signal_gain) * waveform.signal_volts / std::numbers::sqrt2;
    return amplitude_db(waveform.residual_rms / programme_rms);
}

namespace {

// Waveform and AC analysis agree when they are no further apart, dB.
constexpr double waveform_agreement_db = 0.01;

std::optional<std::string> disagreement(const Waveform& waveform) {
    const auto cmrr = waveform_cmrr(waveform), ac = waveform_ac_cmrr(waveform);
    if (!cmrr || !ac || cmrr->bound || ac->bound) return std::nullopt;
    const double difference = cmrr->value - ac->value;
    if (std::abs(difference) <= waveform_agreement_db) return std::nullopt;
    return fmt::format(
        "the waveform's CMRR differs from the AC figure by {:+.2f} dB: at a nominal signal and 1 V between "
        "the "
        "chassis something limits, or the circuit oscillates",
        difference);
}

// The room against what the receiver takes.
std::optional<std::string> beyond_clip_points(const TimeSeries& scene,
                                              const std::optional<ClipPoints>& clips) {
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

Report make_report(const Description& description, const ToolVersion& tool,
                   const std::vector<Expectation>& expectations, Findings findings) {
    Report report;
    report.file = description.main().path;
    report.tool = tool;
    report.description = &description;
    report.listening = findings.listening;
    Measurements& measurements = findings.measurements;
    std::vector<RoomFigures> rooms =
        room_figures(std::move(findings.rooms.links), measurements, findings.listening);
    for (RoomFigures& room : rooms)
        if (const LinkProduction* units = findings.production.link(room.room.link->name))
            room.hum_of_units = hum_of_units(room, *units, findings.listening);
    report.verdicts = judge(expectations, description, measurements, rooms);
    for (std::size_t i = 0; i < findings.yields.size(); ++i)
        if (findings.yields[i]) report.verdicts[i].judge_by(*findings.yields[i]);
    report.complete = findings.production.complete;
    for (LinkResponse& response : measurements.links) {
        LinkReport link;
        link.link = response.link;
        link.spots = spots(description.frequencies, *response.link);
        const OutputResponse* output = measurements.output(response.link->output->name);
        const InputResponse* input = measurements.input(response.link->input->name);
        if (output && input) {
            link.cause = cause_of(response, *output, *input);
            link.warnings = warnings(response, *input);
        }
        for (RoomFigures& room : rooms) {
            if (room.room.link != response.link) continue;
            if (auto warning = clipping_warning(room)) link.warnings.push_back(*std::move(warning));
            link.room = std::move(room);
        }
        for (Waveform& waveform : findings.waveforms.links) {
            if (waveform.link != response.link) continue;
            if (auto warning = disagreement(waveform)) link.warnings.push_back(*std::move(warning));
            link.waveform = std::move(waveform);
        }
        for (const ClipPoints& clips : findings.clips.links) {
            if (clips.link != response.link) continue;
            link.clips = clips;
            if (clips.thd > 0.01 && !(link.room && clipping_warning(*link.room)))
                link.warnings.push_back(
                    fmt::format("a nominal signal has {:.2g} % of THD though no output clips: a current, a "
                                "slew rate or a core is at its limit",
                                100 * clips.thd));
            if (clips.signal_broke_off)
                link.warnings.push_back(
                    "the largest signal is not known for sure: above it the simulation in time breaks off");
            if (clips.common_mode_broke_off)
                link.warnings.push_back(
                    "the largest common mode is not known for sure: above it the simulation in time breaks "
                    "off");
        }
        for (TimeSeries& scene : findings.scenes.links) {
            if (scene.link != response.link) continue;
            if (auto warning = beyond_clip_points(scene, link.clips))
                link.warnings.push_back(*std::move(warning));
            link.scene = std::move(scene);
        }
        for (auto& [left, what] : findings.scenes.left_out)
            if (left == response.link) link.warnings.push_back(std::move(what));
        for (LinkProduction& row : findings.production.links)
            if (row.link == response.link) link.production = std::move(row);
        link.response = std::move(response);
        report.links.push_back(std::move(link));
    }
    report.outputs = std::move(measurements.outputs);
    report.inputs = std::move(measurements.inputs);
    report.failures = std::move(measurements.failures);
    for (std::vector<MeasureFailure>* more :
         {&findings.rooms.failures, &findings.production.failures, &findings.waveforms.failures,
          &findings.clips.failures, &findings.scenes.failures})
        std::move(more->begin(), more->end(), std::back_inserter(report.failures));
    return report;
}

std::string production_cause(const LinkProduction& production) {
    for (const Budget& budget : production.budgets) {
        if (budget.frequency_hz != reference_hz || budget.lines.empty() || !(budget.lines[0].share > 0))
            continue;
        const BudgetLine& stage = budget.stages[0];
        const BudgetLine& part = budget.lines[0];
        if (stage.median_without_db < budget.median_db + 1)
            return fmt::format(
                "tolerances are not what limits: the median is {:.1f} dB, and {:.1f} dB were the parts "
                "of {}, which make {:.0f} % of the spread at 1 kHz, perfect",
                budget.median_db, stage.median_without_db, stage.stage, 100 * stage.share);
        return fmt::format(
            "the parts of {} make {:.0f} % of the spread at 1 kHz, {} alone {:.0f} %; were {}'s parts "
            "perfect, the "
            "median would be {:.1f} dB instead of {:.1f}",
            stage.stage, 100 * stage.share, part.part, 100 * part.share, stage.stage, stage.median_without_db,
            budget.median_db);
    }
    return {};
}

}  // namespace pin3
