#include "report/histogram.hpp"

#include "core/wrap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

constexpr double most_rows = 9;

}  // namespace

std::string histogram_text(const std::string& title, const Sample& sample, std::size_t columns) {
    const double least = sample.quantile(0), most = std::max(sample.quantile(0.99), least + 0.1);
    double step = 0.1;
    for (const double wider : {0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0})
        if ((most - least) / step > most_rows) step = wider;
    const double low = std::floor(least / step) * step;
    const auto rows = static_cast<std::size_t>(std::ceil((most - low) / step - 1e-9)) + 1;
    const auto counts = sample.histogram(low, low + static_cast<double>(rows) * step, rows);
    const std::uint64_t largest = *std::max_element(counts.begin(), counts.end());
    const std::size_t label = 18, room = columns > label + 10 ? columns - label - 9 : 10;
    std::string out = wrap(title, columns, 0, 2);
    for (std::size_t i = 0; i < rows; ++i) {
        const double from = low + static_cast<double>(i) * step;
        const std::string interval = i + 1 == rows ? fmt::format("{:.4g} and more", from)
                                                   : fmt::format("{:.4g} to {:.4g}", from, from + step);
        const auto length = static_cast<std::size_t>(std::ceil(
            static_cast<double>(counts[i]) / static_cast<double>(largest) * static_cast<double>(room)));
        out += fmt::format("{:>{}} |{} {}\n", interval, label - 2, std::string(length, '#'), counts[i]);
    }
    return out;
}

}  // namespace pin3
