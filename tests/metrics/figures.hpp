// Metrics by name, of what ngspice measured.
#pragma once

#include "metrics/metric.hpp"
#include "response/measured.hpp"

#include <stdexcept>

namespace pin3 {

inline const Metric& metric(std::string_view subject, std::string_view name) {
    const Metric* found = find_metric(subject, name);
    if (!found) throw std::invalid_argument("no metric " + std::string(name));
    return *found;
}

inline std::optional<Figure> link_figure(const Measured& measured, std::string_view name, double hertz,
                                         std::string_view link = "all") {
    return std::get<LinkMetric>(metric("link", name).compute)(measured.signal_gain(hertz, link),
                                                              measured.ground_gain(hertz, link));
}

inline std::optional<Figure> output_figure(const Measured& measured, std::string_view name,
                                           double hertz = 1000, std::string_view output = "source") {
    return std::get<OutputMetric>(metric("output", name).compute)(measured.output(output).at(hertz));
}

inline std::optional<Figure> input_figure(const Measured& measured, std::string_view name,
                                          double hertz = 1000, std::string_view input = "receiver") {
    return std::get<InputMetric>(metric("input", name).compute)(measured.input(input).at(hertz));
}

// The value of a figure that is no bound; throws when there is none.
inline double exactly(const std::optional<Figure>& figure) {
    if (!figure) throw std::runtime_error("no figure");
    if (figure->bound) throw std::runtime_error("only a bound: " + std::to_string(figure->value));
    return figure->value;
}

}  // namespace pin3
