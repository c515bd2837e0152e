#include "judgement/best_value.hpp"

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

constexpr double promised = 0.05;  // the quantile that decides

}  // namespace

std::optional<Figure> nominal_cmrr(const LinkProduction& production, std::size_t k) {
    return rejection(production.nominal_signal[k], production.nominal_ground[k]);
}

std::optional<double> deciding_db(const ValueSweep& sweep, std::size_t value, std::size_t link) {
    const auto& production = sweep.values[value].links[link].production;
    if (!production) return std::nullopt;
    const std::size_t k = production->spot_hz.index_of(sweep.frequency_hz);
    if (production->units > 0) {
        const double least = production->spots[k].quantile(promised);
        return std::isfinite(least) ? std::optional(least) : std::nullopt;
    }
    const auto figure = nominal_cmrr(*production, k);
    return figure ? std::optional(figure->value) : std::nullopt;
}

std::optional<std::size_t> best_value(const ValueSweep& sweep, std::size_t link) {
    if (!sweep.complete) return std::nullopt;
    std::optional<std::size_t> best;
    double best_db = 0, least_db = 0;
    for (std::size_t value = 0; value < sweep.values.size(); ++value) {
        const auto db = deciding_db(sweep, value, link);
        if (!db) continue;
        least_db = best ? std::min(least_db, *db) : *db;
        if (best && *db <= best_db) continue;
        best = value;
        best_db = *db;
    }
    if (!best || best_db - least_db <= values_alike_db) return std::nullopt;
    return best;
}

}  // namespace pin3
