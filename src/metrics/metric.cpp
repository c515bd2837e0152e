#include "metrics/metric.hpp"

#include "core/decibel.hpp"

#include <array>
#include <cmath>

namespace pin3 {

#define PIN3_METRIC(metric) extern const Metric metric_##metric;
#include "metrics/metrics.inc"
#undef PIN3_METRIC

std::span<const Metric* const> metrics() {
    static const std::array all = {
#define PIN3_METRIC(metric) &metric_##metric,
#include "metrics/metrics.inc"
#undef PIN3_METRIC
    };
    return all;
}

const Metric* find_metric(std::string_view subject, std::string_view name) {
    for (const Metric* metric : metrics())
        if (metric->subject() == subject && metric->name == name) return metric;
    return nullptr;
}

std::string_view Metric::subject() const {
    static constexpr std::array<std::string_view, 4> subjects = {"link", "output", "input", "link"};
    return subjects[compute.index()];
}

std::optional<Figure> impedance(const Complex& ohm) {
    const double magnitude = std::abs(ohm);
    if (!(magnitude < insulated_ohm)) return std::nullopt;
    return Figure{magnitude};
}

std::optional<Figure> rejection(const Complex& numerator, const Complex& denominator) {
    const double top = std::abs(numerator);
    if (!(top >= gain_floor)) return std::nullopt;
    const double bottom = std::abs(denominator);
    if (bottom < gain_floor) return Figure{amplitude_db(top / gain_floor), true};
    return Figure{amplitude_db(top / bottom), false};
}

}  // namespace pin3
