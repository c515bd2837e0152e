// Everything that is said about a file's links, as a value.
#pragma once

#include "description/description.hpp"
#include "judgement/expectation.hpp"
#include "judgement/production_cause.hpp"
#include "metrics/output_class.hpp"
#include "metrics/waveform_figures.hpp"
#include "production/production.hpp"
#include "report/document.hpp"
#include "transient/clip_points.hpp"
#include "transient/scene.hpp"
#include "transient/waveform.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pin3 {

struct ToolVersion {
    std::string pin3;
    std::string ngspice;
};

struct LinkReport {
    LinkPtr link;
    LinkResponse response;
    std::vector<double> spots;  // Hz, those that are shown
    std::string cause;          // what limits it, one sentence; empty when its stages were not measured
    std::vector<std::string> warnings;
    std::optional<RoomFigures> room;           // none where its simulation failed
    std::optional<Waveform> waveform;          // with --waveforms
    std::optional<ClipPoints> clips;           // too
    std::optional<TimeSeries> scene;           // with --programme
    std::optional<LinkProduction> production;  // where parts have tolerances

    std::optional<Figure> cmrr(double frequency_hz) const;
};

struct Report {
    std::string file;
    ToolVersion tool;
    std::vector<LinkReport> links;
    std::vector<OutputResponse> outputs;
    std::vector<InputResponse> inputs;
    std::vector<Verdict> verdicts;
    std::vector<MeasureFailure> failures;
    std::optional<UnitId> unit;  // instead of the nominal values
    bool complete = true;        // false: production was interrupted
    Listening listening;
};

// All that a report is made of.
struct Findings {
    Measurements measurements;
    Rooms rooms = {};
    Waveforms waveforms = {};
    ClipPointsFound clips = {};
    Scenes scenes = {};
    Production production = {};
    std::vector<std::optional<Yield>> yields = {};  // one an expectation, or none at all
    Listening listening = {};
};

// Joins the findings link by link, judges the expectations by them, says what limits each link and what to
// warn of, and gathers what failed.
Report make_report(const Description& description, const ToolVersion& tool,
                   const std::vector<Expectation>& expectations, Findings findings);

// All of it, in the order in which one wants to know it: the answer first.
Document document_of(const Report& report);

}  // namespace pin3
