#include "production/worst_case.hpp"

#include "circuit/draw.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <utility>

namespace pin3 {
namespace {

constexpr std::uint64_t climbs = 64;      // of each spot, from as many corners
constexpr std::uint64_t sign_climbs = 4;  // of each spot, to where the signal is turned over the furthest
constexpr double least_step = 1.0 / 64;   // of a variable from -1 to 1
constexpr double infinity = std::numeric_limits<double>::infinity();

// What is made as small as can be.
using Objective = std::function<double(const UnitBlock& block, std::size_t unit)>;

// |signal / ground| at spot k, squared, so that no root is taken for the million that are not the worst.
double ratio_squared(const UnitBlock& block, std::size_t k, std::size_t unit) {
    return std::norm(block.signal_gain[k][unit]) / std::norm(block.ground_gain[k][unit]);
}

void corner(std::uint64_t bits, std::span<double> x) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = (bits >> i & 1) != 0 ? 1 : -1;
}

class Search {
public:
    explicit Search(const LinkModel& of) : model_(of), found_(of.spots), least_(of.spots, infinity) {
        const UnitBlock nominal = solve_draws(of, {std::vector<double>(variables(), 0)});
        for (std::size_t k = 0; k < of.spots; ++k) {
            found_[k].frequency_hz = of.frequency_hz(k);
            found_[k].x.resize(variables());
            nominal_.push_back(nominal.signal_gain[k][0]);
        }
    }

    void corners(unsigned threads) {
        if (variables() <= exhaustive_variables)
            exhaustive(threads);
        else
            climb_from_many(threads);
        for (WorstCase& worst : found_) {
            worst.exhaustive = variables() <= exhaustive_variables;
            worst.corners = corners_;
            worst.failing = failing_;
        }
    }

    // From the worst corner and from each start of a spot.
    void between(const std::vector<std::vector<std::vector<double>>>& starts, unsigned threads) {
        for (std::size_t k = 0; k < model_.spots; ++k) {
            if (found_[k].unbounded) continue;
            std::vector<std::vector<double>> from;
            if (std::isfinite(least_[k])) from.push_back(found_[k].x);
            if (k < starts.size()) from.insert(from.end(), starts[k].begin(), starts[k].end());
            for (std::vector<double>& x : from) descend(k, std::move(x), threads);
        }
    }

    std::vector<WorstCase> take(Simulator& simulator) {
        std::vector<std::vector<double>> places;
        for (const WorstCase& worst : found_) places.push_back(worst.x);
        const UnitBlock whole = simulate_draws(model_, places, simulator);
        for (std::size_t k = 0; k < model_.spots; ++k) {
            const double squared =
                whole.states[k] == UnitState::fine ? ratio_squared(whole, k, k) : least_[k];
            found_[k].ratio = found_[k].unbounded ? 0 : std::sqrt(squared);
        }
        return std::move(found_);
    }

private:
    std::size_t variables() const { return model_.variation.variables.size(); }

    // Solves units 0 … count - 1 and calls each(block, unit) for those that work.
    template <typename Each>
    void solve(std::uint64_t count, unsigned threads, const Draws& draws, const Each& each) {
        solve_units(model_, draws, {0, count, threads}, [&](const UnitBlock& block) {
            for (std::size_t unit = 0; unit < block.size(); ++unit) {
                ++solved_;
                if (block.states[unit] == UnitState::fine)
                    each(block, unit);
                else
                    ++not_working_;
            }
            return true;
        });
    }

    // Negative where the signal is turned over against the nominal one.
    double upright(const UnitBlock& block, std::size_t k, std::size_t unit) const {
        return (block.signal_gain[k][unit] * std::conj(nominal_[k])).real();
    }

    void exhaustive(unsigned threads) {
        const auto draws = [](std::uint64_t unit, std::span<double> x) { corner(unit, x); };
        std::vector<std::uint64_t> where(model_.spots), turned_where(model_.spots);
        std::vector<double> turned(model_.spots, infinity), most(model_.spots, -infinity);
        solve(std::uint64_t{1} << variables(), threads, draws, [&](const UnitBlock& block, std::size_t unit) {
            for (std::size_t k = 0; k < model_.spots; ++k) {
                const double sign = upright(block, k, unit);
                most[k] = std::max(most[k], sign);
                if (sign < turned[k]) {
                    turned[k] = sign;
                    turned_where[k] = block.first + unit;
                }
                const double now = ratio_squared(block, k, unit);
                if (now >= least_[k]) continue;
                least_[k] = now;
                where[k] = block.first + unit;
            }
        });
        for (std::size_t k = 0; k < model_.spots; ++k) {
            found_[k].unbounded = turned[k] < 0 && most[k] > 0;
            corner(found_[k].unbounded ? turned_where[k] : where[k], found_[k].x);
        }
        count_corners();
    }

    // From x on the variable is turned over that makes the objective least, until none does; returns what it
    // has come to.
    double climb(std::vector<double>& x, const Objective& objective, unsigned threads) {
        double best = infinity;
        for (;;) {
            // unit 0 is x itself, unit i + 1 has variable i turned over
            const auto draws = [&x](std::uint64_t unit, std::span<double> to) {
                std::copy(x.begin(), x.end(), to.begin());
                if (unit > 0) to[unit - 1] = -to[unit - 1];
            };
            double next = infinity;
            std::uint64_t step = 0;
            solve(variables() + 1, threads, draws, [&](const UnitBlock& block, std::size_t unit) {
                const double now = objective(block, unit);
                if (now >= next) return;
                next = now;
                step = block.first + unit;
            });
            if (step == 0 || next >= best) return std::min(best, next);
            best = next;
            x[step - 1] = -x[step - 1];
        }
    }

    std::vector<double> some_corner(std::uint64_t start) const {
        std::vector<double> x(variables());
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = draw(0, start, model_.variation.variables[i].key, Distribution::uniform) < 0 ? -1 : 1;
        return x;
    }

    void climb_from_many(unsigned threads) {
        for (std::size_t k = 0; k < model_.spots; ++k) {
            for (std::uint64_t start = 0; start < sign_climbs && !found_[k].unbounded; ++start) {
                std::vector<double> x = some_corner(start);
                const double sign = climb(
                    x, [&](const UnitBlock& block, std::size_t unit) { return upright(block, k, unit); },
                    threads);
                if (sign >= 0) continue;
                found_[k].unbounded = true;  // the nominal signal is upright
                found_[k].x = std::move(x);
            }
            for (std::uint64_t start = 0; start < climbs && !found_[k].unbounded; ++start) {
                std::vector<double> x = some_corner(start);
                const double now = climb(
                    x,
                    [&](const UnitBlock& block, std::size_t unit) { return ratio_squared(block, k, unit); },
                    threads);
                if (now >= least_[k]) continue;
                least_[k] = now;
                found_[k].x = std::move(x);
            }
        }
        count_corners();
    }

    void count_corners() {
        corners_ = solved_;
        failing_ = not_working_;
    }

    // From x on variables move by a step up or down while that is worse, then by half of it.
    void descend(std::size_t k, std::vector<double> x, unsigned threads) {
        double best = infinity;
        for (double step = 1; step >= least_step;) {
            // unit 0 is x itself, units 2 i + 1 and 2 i + 2 have variable i moved
            const auto draws = [&](std::uint64_t unit, std::span<double> to) {
                std::copy(x.begin(), x.end(), to.begin());
                if (unit == 0) return;
                double& moved = to[(unit - 1) / 2];
                moved = std::clamp(moved + (unit % 2 != 0 ? step : -step), -1.0, 1.0);
            };
            double next = best;
            std::optional<std::uint64_t> to;
            solve(2 * variables() + 1, threads, draws, [&](const UnitBlock& block, std::size_t unit) {
                const double now = ratio_squared(block, k, unit);
                if (now >= next) return;
                next = now;
                to = block.first + unit;
            });
            if (!to) {
                step /= 2;
                continue;
            }
            best = next;
            std::vector<double> there(x.size());
            draws(*to, there);
            x = std::move(there);
        }
        if (best >= least_[k]) return;
        least_[k] = best;
        found_[k].x = std::move(x);
    }

    const LinkModel& model_;
    std::vector<WorstCase> found_;
    std::vector<double> least_;
    std::vector<Complex> nominal_;  // signal gains
    std::uint64_t solved_ = 0, not_working_ = 0, corners_ = 0, failing_ = 0;
};

}  // namespace

std::vector<WorstCase> worst_cases(const LinkModel& model,
                                   const std::vector<std::vector<std::vector<double>>>& starts,
                                   unsigned threads, Simulator& simulator) {
    Search search(model);
    search.corners(threads);
    search.between(starts, threads);
    return search.take(simulator);
}

}  // namespace pin3
