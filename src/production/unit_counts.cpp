#include "production/unit_counts.hpp"

#include "production/unit_cmrr.hpp"

#include <limits>

namespace pin3 {
namespace {

constexpr std::size_t most_values = 1000000;  // of a sample that are kept exactly

}  // namespace

std::string_view method_name(ProductionMethod method) {
    return method == ProductionMethod::full ? "full" : "reduced";
}

void UnitCounts::restart(ProductionMethod how, std::uint64_t of_all) {
    const Sample empty(of_all > most_values ? 0 : most_values);
    method = how;
    units = latched_up = no_answer = 0;
    first_failed.reset();
    spots.assign(spot_hz.size(), empty);
    curve.assign(curve_hz.size(), empty);
    least.assign(spot_hz.size(), {std::numeric_limits<double>::infinity(), 0});
}

void UnitCounts::reserve(std::uint64_t more) {
    for (std::vector<Sample>* samples : {&spots, &curve})
        for (Sample& sample : *samples) sample.reserve(static_cast<std::size_t>(more));
}

void UnitCounts::take(const UnitBlock& block, unsigned threads) {
    for (std::size_t unit = 0; unit < block.size(); ++unit) {
        const UnitState state = block.states[unit];
        if (state == UnitState::latched_up) ++latched_up;
        if (state == UnitState::no_answer) ++no_answer;
        if (state != UnitState::fine && !first_failed) first_failed = {block.first + unit, state};
    }
    in_parallel(spots.size() + block.curve_db.size(), threads, [&](std::size_t k) {
        for (std::size_t unit = 0; unit < block.size(); ++unit) {
            if (block.states[unit] != UnitState::fine) continue;
            if (k >= spots.size()) {
                curve[k - spots.size()].add(block.curve_db[k - spots.size()][unit]);
                continue;
            }
            const double db = unit_cmrr_db(block.signal_gain[k][unit], block.ground_gain[k][unit]);
            spots[k].add(db);
            if (db < least[k].db) least[k] = {db, block.first + unit};
        }
    });
    units += block.size();
}

void UnitCounts::add(const UnitCounts& other) {
    units += other.units;
    latched_up += other.latched_up;
    no_answer += other.no_answer;
    if (!first_failed) first_failed = other.first_failed;
    for (std::size_t k = 0; k < spots.size(); ++k) {
        spots[k].add(other.spots.at(k));
        if (other.least.at(k).db < least[k].db) least[k] = other.least[k];
    }
    for (std::size_t k = 0; k < curve.size(); ++k) curve[k].add(other.curve.at(k));
}

}  // namespace pin3
