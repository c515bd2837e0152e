#include "judgement/recommendation.hpp"

#include <algorithm>

namespace pin3 {

double AdviceOption::hum_db() const {
    const HumFigures* hum = figures.expected_hum();
    return hum ? -figures.below_nominal_db(hum->volts) : -200;
}

double AdviceOption::heard_db() const {
    const HumFigures* hum = figures.expected_hum();
    return hum ? hum->heard_db : -300;
}

bool AdviceOption::nobody_hears() const {
    const HumFigures* hum = figures.expected_hum();
    return !hum || hum->heard_db <= -safely_inaudible_db;
}

std::size_t quietest(const std::vector<AdviceOption>& options) {
    const auto least = std::min_element(
        options.begin(), options.end(),
        [](const AdviceOption& a, const AdviceOption& b) { return a.heard_db() < b.heard_db(); });
    return static_cast<std::size_t>(least - options.begin());
}

std::optional<std::size_t> recommended(const std::vector<AdviceOption>& options) {
    if (options.front().nobody_hears()) return std::nullopt;
    const double best = options[quietest(options)].heard_db();
    if (options.front().heard_db() - best < hums_alike_db) return std::nullopt;
    for (std::size_t i = 1; i < options.size(); ++i)
        if (options[i].nobody_hears() || options[i].heard_db() - best <= hums_alike_db) return i;
    return std::nullopt;
}

}  // namespace pin3
