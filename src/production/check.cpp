#include "production/check.hpp"

#include "response/gain_floor.hpp"

#include <algorithm>
#include <cmath>

namespace pin3 {

void ProductionCheck::add(const ProductionCheck& other) {
    units += other.units;
    largest_db = std::max(largest_db, other.largest_db);
    agrees = agrees && other.agrees;
}

ProductionCheck check_units(const LinkModel& model, const std::vector<std::uint64_t>& units,
                            std::uint64_t seed, Simulator& simulator) {
    const Draws draws = production_draws(model.variation, seed);
    std::vector<std::vector<double>> x;
    for (const std::uint64_t unit : units) {
        x.emplace_back(model.variation.variables.size());
        draws(unit, x.back());
    }
    const UnitBlock fast = solve_draws(model, x), whole = simulate_draws(model, x, simulator);
    ProductionCheck result{units.size()};
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        if (fast.states[unit] != UnitState::fine || whole.states[unit] != UnitState::fine) continue;
        for (std::size_t k = 0; k < model.spots; ++k) {
            const Complex a = fast.ground_gain[k][unit], b = whole.ground_gain[k][unit];
            const double difference = std::abs(unit_cmrr_db(fast.signal_gain[k][unit], a) -
                                               unit_cmrr_db(whole.signal_gain[k][unit], b));
            result.largest_db = std::max(result.largest_db, difference);
            result.agrees = result.agrees && (difference <= check_db || std::abs(a - b) < gain_floor);
        }
    }
    return result;
}

}  // namespace pin3
