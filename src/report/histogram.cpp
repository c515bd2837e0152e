#include "report/histogram.hpp"

#include "core/wrap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

constexpr double most_rows = 9;

}  // namespace

Histogram histogram_of(std::string title, const Sample& sample) {
    const double least = sample.quantile(0), most = std::max(sample.quantile(0.99), least + 0.1);
    Histogram histogram{std::move(title), 0, 0.1, {}};
    for (const double wider : {0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0})
        if ((most - least) / histogram.step > most_rows) histogram.step = wider;
    histogram.low = std::floor(least / histogram.step) * histogram.step;
    const auto rows = static_cast<std::size_t>(std::ceil((most - histogram.low) / histogram.step - 1e-9)) + 1;
    histogram.counts =
        sample.histogram(histogram.low, histogram.low + static_cast<double>(rows) * histogram.step, rows);
    return histogram;
}

std::string histogram_text(const Histogram& histogram, std::size_t columns) {
    const std::vector<std::uint64_t>& counts = histogram.counts;
    const std::uint64_t largest = *std::max_element(counts.begin(), counts.end());
    const std::size_t label = 18, room = columns > label + 10 ? columns - label - 9 : 10;
    std::string out = wrap(histogram.title, columns, 0, 2);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double from = histogram.low + static_cast<double>(i) * histogram.step;
        const std::string interval = i + 1 == counts.size()
                                         ? fmt::format("{:.4g} and more", from)
                                         : fmt::format("{:.4g} to {:.4g}", from, from + histogram.step);
        const auto length = static_cast<std::size_t>(std::ceil(
            static_cast<double>(counts[i]) / static_cast<double>(largest) * static_cast<double>(room)));
        out += fmt::format("{:>{}} |{} {}\n", interval, label - 2, std::string(length, '#'), counts[i]);
    }
    return out;
}

}  // namespace pin3
