// A figure of merit: its name, what it says and how it follows from what was measured.
#pragma once

#include "core/unit.hpp"
#include "response/gain_floor.hpp"
#include "response/measure.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pin3 {

// A value in the metric's unit. Where `bound` is true the truth is beyond what the solver resolves, and
// `value` is the bound: "better than". A rejection is above its bound, a gain below it.
struct Figure {
    double value = 0;
    bool bound = false;
    bool below = false;
};

struct RoomFigures;  // see room_figures.hpp

// Nothing where the subject has no such figure (the CMRR of an input without a cold leg).
using LinkMetric = std::optional<Figure> (*)(const Complex& signal_gain, const Complex& ground_gain);
using OutputMetric = std::optional<Figure> (*)(const OutputPoint&);
using InputMetric = std::optional<Figure> (*)(const InputPoint&);
using RoomMetric = std::optional<Figure> (*)(const RoomFigures&);  // of a link, at no one frequency

struct Metric {
    std::string_view name;   // as `expect` writes it: "cmrr"
    std::string_view title;  // "link CMRR"
    Unit unit;
    std::string_view summary;     // one line
    std::string_view definition;  // formula and source
    std::variant<LinkMetric, OutputMetric, InputMetric, RoomMetric> compute;
    std::string_view absent = {};  // why a subject may have none; empty: "it has no ..."
    bool of_hum = false;           // says nothing of a link in which nothing can hum
    bool of_units = false;         // where parts have tolerances it is what 95 % of the units have

    // "link", "output" or "input"
    std::string_view subject() const;
    // One figure of the whole band, at no one frequency.
    bool of_a_band() const { return std::holds_alternative<RoomMetric>(compute); }
};

// All metrics, in the order of the documentation. Adding one: a file with its Metric, and a line in
// metrics.inc.
std::span<const Metric* const> metrics();

// nullptr when no metric of that subject ("link") has that name
const Metric* find_metric(std::string_view subject, std::string_view name);

// The magnitude of an impedance in ohm; nothing for an open pin, which has only insulation (from 100 Gohm).
std::optional<Figure> impedance(const Complex& ohm);

// 20 log10 |numerator / denominator|, a bound where the denominator is under the floor; nothing where the
// numerator is.
std::optional<Figure> rejection(const Complex& numerator, const Complex& denominator);

}  // namespace pin3
