#include "report/plot.hpp"

#include "core/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pin3 {
namespace {

constexpr int label_width = 7;  // "  120 |"

// A round step of at least `raw` dB between labelled lines.
double round_step(double raw) {
    for (const double step : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0})
        if (step >= raw) return step;
    return 100;
}

std::string frequency_axis(double from, double to, int columns) {
    std::string axis(static_cast<std::size_t>(columns), ' ');
    for (double decade = std::pow(10, std::ceil(std::log10(from) - 1e-9)); decade <= to * 1.000001;
         decade *= 10) {
        const std::string label =
            decade >= 1000 ? fmt::format("{:g}k", decade / 1000) : fmt::format("{:g}", decade);
        auto at = static_cast<std::size_t>(
            std::lround(std::log(decade / from) / std::log(to / from) * (columns - 1)));
        at = std::min(at, axis.size() - std::min(axis.size(), label.size()));
        axis.replace(at, label.size(), label);
    }
    return axis;
}

}  // namespace

std::string plot_text(const std::vector<Curve>& curves, int width, int height, double ceiling_db) {
    double low = std::numeric_limits<double>::infinity(), high = -low, from = low, to = 0;
    for (const Curve& curve : curves) {
        for (const double value : curve.value_db) {
            if (!std::isfinite(value)) continue;
            low = std::min(low, std::min(value, ceiling_db));
            high = std::max(high, std::min(value, ceiling_db));
        }
        for (const double frequency : curve.frequency_hz) {
            from = std::min(from, frequency);
            to = std::max(to, frequency);
        }
    }
    if (!(low <= high) || !(from < to)) return {};
    const double step = round_step(std::max(high - low, 1.0) / (height - 1));
    const double bottom = std::floor(low / step) * step;
    height = std::max(static_cast<int>(std::ceil((high - bottom) / step)) + 1, 3);
    const int columns = width - label_width - 1;

    std::vector<std::string> rows(static_cast<std::size_t>(height),
                                  std::string(static_cast<std::size_t>(columns), ' '));
    for (std::size_t c = 0; c < curves.size(); ++c) {
        const char mark = static_cast<char>('a' + c % 26);
        for (std::size_t k = 0; k < curves[c].frequency_hz.size(); ++k) {
            if (!std::isfinite(curves[c].value_db[k])) continue;
            const double value = std::min(curves[c].value_db[k], ceiling_db);
            const auto x = static_cast<std::size_t>(std::lround(std::log(curves[c].frequency_hz[k] / from) /
                                                                std::log(to / from) * (columns - 1)));
            const auto y = static_cast<std::size_t>(height - 1) -
                           static_cast<std::size_t>(std::lround((value - bottom) / step));
            char& cell = rows[y][x];
            cell = cell == ' ' || cell == mark ? mark : '*';
        }
    }
    std::string out;
    for (int y = 0; y < height; ++y) {
        std::string row =
            fmt::format("{:>5g} |{}", bottom + (height - 1 - y) * step, rows[static_cast<std::size_t>(y)]);
        row.erase(row.find_last_not_of(' ') + 1);
        out += row + "\n";
    }
    out += "   dB +" + std::string(static_cast<std::size_t>(columns), '-') + "\n";
    std::string axis = "    Hz " + frequency_axis(from, to, columns);
    axis.erase(axis.find_last_not_of(' ') + 1);
    return out + axis + "\n";
}

}  // namespace pin3
