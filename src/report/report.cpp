#include "report/report.hpp"

#include "judgement/cause.hpp"
#include "judgement/warnings.hpp"

#include <algorithm>
#include <iterator>

namespace pin3 {
namespace {

template <typename Row>
std::optional<Row> taken(PerLink<Row>& rows, const LinkPtr& link) {
    Row* row = rows.link(link);
    return row ? std::optional(std::move(*row)) : std::nullopt;
}

template <typename T>
const T* pointer_to(const std::optional<T>& value) {
    return value ? &*value : nullptr;
}

// What is said of one link; its share of the findings is taken out of them.
LinkReport report_of(LinkResponse& response, PerLink<RoomFigures>& rooms, Findings& findings,
                     const FrequencyPlan& frequencies) {
    LinkReport link;
    link.link = response.link;
    link.spots = spots(frequencies, *response.link);
    link.room = taken(rooms, link.link);
    link.waveform = taken(findings.waveforms, link.link);
    link.clips = taken(findings.clips, link.link);
    link.scene = taken(findings.scenes, link.link);
    link.production = taken(findings.production, link.link);
    const OutputResponse* output = findings.measurements.output(link.link->output->name);
    const InputResponse* input = findings.measurements.input(link.link->input->name);
    if (output && input) link.cause = cause_of(response, *output, *input);
    link.warnings = warnings({response, output ? input : nullptr, pointer_to(link.room),
                              pointer_to(link.waveform), pointer_to(link.clips), pointer_to(link.scene)});
    for (auto& [left, what] : findings.scenes.left_out)
        if (left == link.link) link.warnings.push_back(std::move(what));
    link.response = std::move(response);
    return link;
}

}  // namespace

std::optional<Figure> LinkReport::cmrr(double frequency_hz) const {
    if (!response.spots.frequency_hz.has(frequency_hz)) return std::nullopt;
    const Gains gains = response.spots.at(frequency_hz);
    return rejection(gains.signal, gains.ground);
}

Report make_report(const Description& description, const ToolVersion& tool,
                   const std::vector<Expectation>& expectations, Findings findings) {
    Report report;
    report.file = description.main().path;
    report.tool = tool;
    report.listening = findings.listening;
    Measurements& measurements = findings.measurements;
    PerLink<RoomFigures> rooms = room_figures(std::move(findings.rooms), measurements, findings.listening);
    for (RoomFigures& room : rooms.links)
        if (const LinkProduction* units = findings.production.link(room.link))
            room.hum_of_units = hum_of_units(room, *units, findings.listening);
    report.verdicts = judge(expectations, description, measurements, rooms);
    for (std::size_t i = 0; i < findings.yields.size(); ++i)
        if (findings.yields[i]) report.verdicts[i].judge_by(*findings.yields[i]);
    report.complete = findings.production.complete;
    for (LinkResponse& response : measurements.links)
        report.links.push_back(report_of(response, rooms, findings, description.frequencies));
    report.outputs = std::move(measurements.outputs);
    report.inputs = std::move(measurements.inputs);
    report.failures = std::move(measurements.failures);
    for (std::vector<MeasureFailure>* more :
         {&rooms.failures, &findings.production.failures, &findings.waveforms.failures,
          &findings.clips.failures, &findings.scenes.failures})
        std::move(more->begin(), more->end(), std::back_inserter(report.failures));
    return report;
}

}  // namespace pin3
