// What a description expects, checked against the metrics and judged from what was measured.
#pragma once

#include "core/diagnostic.hpp"
#include "judgement/yield.hpp"
#include "metrics/metric.hpp"
#include "room/room_figures.hpp"

#include <optional>
#include <string>
#include <vector>

namespace pin3 {

// An `expect` line that makes sense.
struct Expectation {
    std::string text;     // as written
    std::string subject;  // name of the link, output or input
    const Metric* metric = nullptr;
    std::optional<double> frequency_hz;  // none: each spot counts, the worst is reported
    bool at_least = true;
    double bound = 0;                     // in the metric's unit
    std::optional<double> yield_percent;  // "for 99%"
    Span span;
};

// Looks up metrics and reads numbers; what is wrong is appended to `diagnostics`.
std::vector<Expectation> check_expectations(const Description& description, Diagnostics& diagnostics);

// The frequencies that the expectations name, Hz.
std::vector<double> expected_frequencies(const std::vector<Expectation>& expectations);

// Where the subject is judged, Hz: as asked, or at all its spots.
std::vector<double> frequencies_of(const Expectation& expectation, const Description& description);

// Whether the figure is on the right side of the bound.
bool meets(const Figure& figure, const Expectation& expectation);

struct Verdict {
    Expectation expectation;
    std::optional<Figure> value;  // none: the subject has no such figure, or was not measured
    double frequency_hz = 0;      // where: as asked, or the worst spot
    bool holds = false;
    std::string remark;          // why there is no value
    std::optional<Yield> yield;  // with `for`, once units are known: then `holds` is its answer

    void judge_by(const Yield& of_units);
};

std::vector<Verdict> judge(const std::vector<Expectation>& expectations, const Description& description,
                           const Measurements& measurements, const PerLink<RoomFigures>& rooms = {});

}  // namespace pin3
