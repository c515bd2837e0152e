#include "metrics/yield_count.hpp"

#include <algorithm>

namespace pin3 {
namespace {

bool meets_at(const Expectation& expectation, const UnitBlock& block, std::size_t k, std::size_t unit) {
    const auto reading = std::get<LinkMetric>(expectation.metric->compute)(block.signal_gain[k][unit],
                                                                           block.ground_gain[k][unit]);
    return reading && meets(*reading, expectation);
}

}  // namespace

YieldCount::YieldCount(const std::vector<Expectation>& expectations, const Description& description) {
    for (const Expectation& expectation : expectations) {
        const Link* link = description.link(expectation.subject);
        if (!link || !expectation.yield_percent ||
            !std::holds_alternative<LinkMetric>(expectation.metric->compute))
            counts_.emplace_back();
        else
            counts_.push_back(Count{expectation, expectation.frequency_hz
                                                     ? std::vector{*expectation.frequency_hz}
                                                     : spots(description.frequencies, *link)});
    }
}

void YieldCount::take(const LinkProduction& link, const UnitBlock& block) {
    for (std::optional<Count>& count : counts_) {
        if (!count || count->expectation.subject != link.link->name) continue;
        if (block.first == 0) count->units = count->passing = 0;
        std::vector<std::size_t> indices;
        for (const double hertz : count->frequency_hz)
            indices.push_back(link.spot(hertz));
        count->units += block.size();
        for (std::size_t unit = 0; unit < block.size(); ++unit)
            count->passing += block.states[unit] == UnitState::fine &&
                              std::all_of(indices.begin(), indices.end(), [&](std::size_t k) {
                                  return meets_at(count->expectation, block, k, unit);
                              });
    }
}

std::vector<std::optional<Yield>> YieldCount::yields() const {
    std::vector<std::optional<Yield>> all;
    for (const std::optional<Count>& count : counts_)
        all.push_back(count && count->units > 0 ? std::optional(yield_of(count->passing, count->units,
                                                                         *count->expectation.yield_percent))
                                                : std::nullopt);
    return all;
}

}  // namespace pin3
