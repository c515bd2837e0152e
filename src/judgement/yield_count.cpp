#include "judgement/yield_count.hpp"

#include <algorithm>

namespace pin3 {
namespace {

bool figure_meets(const std::optional<Figure>& figure, const Expectation& expectation) {
    return figure && meets(*figure, expectation);
}

}  // namespace

YieldCount::YieldCount(const std::vector<Expectation>& expectations, const Description& description,
                       std::uint64_t first)
    : first_(first) {
    for (const Expectation& expectation : expectations) {
        if (!expectation.yield_percent) {
            counts_.emplace_back();
            continue;
        }
        Count count{expectation, frequencies_of(expectation, description), nullptr, {}};
        if (expectation.metric->subject() == "output")
            count.stage = description.stage(Role::output, expectation.subject);
        if (expectation.metric->subject() == "input")
            count.stage = description.stage(Role::input, expectation.subject);
        counts_.emplace_back(std::move(count));
    }
}

template <typename Meets>
void YieldCount::count(Count& of, const UnitStates& block, const std::vector<std::size_t>& indices,
                       const Meets& meets) {
    if (block.first == first_) of.of = {};
    of.of.units += block.size();
    for (std::size_t unit = 0; unit < block.size(); ++unit)
        of.of.passing +=
            block.states[unit] == UnitState::fine &&
            std::all_of(indices.begin(), indices.end(), [&](std::size_t k) { return meets(k, unit); });
}

void YieldCount::take(const UnitBlock& block) {
    for (std::optional<Count>& one : counts_) {
        if (!one || one->stage || one->expectation.subject != block.link->name) continue;
        const auto metric = std::get<LinkMetric>(one->expectation.metric->compute);
        std::vector<std::size_t> indices;
        for (const double hertz : one->frequency_hz) indices.push_back(block.spot_hz.index_of(hertz));
        count(*one, block, indices, [&](std::size_t k, std::size_t unit) {
            return figure_meets(metric(block.signal_gain[k][unit], block.ground_gain[k][unit]),
                                one->expectation);
        });
    }
}

void YieldCount::take(const StageBlock& block) {
    for (std::optional<Count>& one : counts_) {
        if (!one || one->stage != block.stage) continue;
        std::vector<std::size_t> indices;
        for (const double hertz : one->frequency_hz) indices.push_back(block.frequency_hz.index_of(hertz));
        count(*one, block, indices, [&](std::size_t k, std::size_t unit) {
            const auto& compute = one->expectation.metric->compute;
            const auto* output = std::get_if<OutputMetric>(&compute);
            return figure_meets(output ? (*output)(block.outputs[k][unit])
                                       : std::get<InputMetric>(compute)(block.inputs[k][unit]),
                                one->expectation);
        });
    }
}

std::vector<StageRequest> YieldCount::stages() const {
    std::vector<StageRequest> requests;
    for (const std::optional<Count>& one : counts_) {
        if (!one || !one->stage || !varies(*one->stage)) continue;
        const auto known = std::find_if(requests.begin(), requests.end(), [&](const StageRequest& request) {
            return request.stage == one->stage;
        });
        StageRequest& request = known == requests.end() ? requests.emplace_back() : *known;
        request.stage = one->stage;
        for (const double hertz : one->frequency_hz)
            if (!request.frequency_hz.has(hertz)) request.frequency_hz.push_back(hertz);
    }
    return requests;
}

std::vector<std::optional<PassCount>> YieldCount::counts() const {
    std::vector<std::optional<PassCount>> all;
    for (const std::optional<Count>& one : counts_)
        all.push_back(one ? std::optional(one->of) : std::nullopt);
    return all;
}

void YieldCount::add(const std::vector<std::optional<PassCount>>& counts) {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        if (!counts_[i] || !counts.at(i)) continue;
        counts_[i]->of.units += counts[i]->units;
        counts_[i]->of.passing += counts[i]->passing;
    }
}

std::vector<std::optional<Yield>> YieldCount::yields() const {
    std::vector<std::optional<Yield>> all;
    for (const std::optional<Count>& one : counts_)
        all.push_back(one && one->of.units > 0 ? std::optional(yield_of(one->of.passing, one->of.units,
                                                                        *one->expectation.yield_percent))
                                               : std::nullopt);
    return all;
}

}  // namespace pin3
