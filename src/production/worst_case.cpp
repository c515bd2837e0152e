#include "production/worst_case.hpp"

#include "circuit/draw.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace pin3 {
namespace {

constexpr std::uint64_t starts = 64;

// Squared, so that no root is taken for the million that are not the worst.
double ratio_squared(const UnitBlock& block, std::size_t k, std::size_t unit) {
    return std::norm(block.signal_gain[k][unit]) / std::norm(block.ground_gain[k][unit]);
}

void corner(std::uint64_t bits, std::span<double> x) {
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = (bits >> i & 1) != 0 ? 1 : -1;
}

struct Search {
    explicit Search(const LinkModel& of) : model(of), found(of.spots), least(of.spots, infinity) {
        for (std::size_t k = 0; k < of.spots; ++k) found[k].frequency_hz = of.frequency_hz(k);
    }

    static constexpr double infinity = std::numeric_limits<double>::infinity();

    std::size_t variables() const { return model.variation.variables.size(); }

    // Solves units 0 … count - 1 and calls each(block, unit) for those that work.
    template <typename Each>
    void solve(std::uint64_t count, unsigned threads, const Draws& draws, const Each& each) {
        solve_units(model, draws, {0, count, threads}, [&](const UnitBlock& block) {
            for (std::size_t unit = 0; unit < block.size(); ++unit) {
                ++corners;
                if (block.states[unit] == UnitState::fine)
                    each(block, unit);
                else
                    ++failing;
            }
            return true;
        });
    }

    void exhaustive(unsigned threads) {
        const auto draws = [](std::uint64_t unit, std::span<double> x) { corner(unit, x); };
        std::vector<std::uint64_t> where(model.spots);
        solve(std::uint64_t{1} << variables(), threads, draws, [&](const UnitBlock& block, std::size_t unit) {
            for (std::size_t k = 0; k < model.spots; ++k) {
                const double now = ratio_squared(block, k, unit);
                if (now >= least[k]) continue;
                least[k] = now;
                where[k] = block.first + unit;
            }
        });
        for (std::size_t k = 0; k < model.spots; ++k) {
            found[k].x.resize(variables());
            corner(where[k], found[k].x);
        }
    }

    // One climb at spot k from the corner x.
    void climb(std::size_t k, std::vector<double> x, unsigned threads) {
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
                const double now = ratio_squared(block, k, unit);
                if (now >= next) return;
                next = now;
                step = block.first + unit;
            });
            if (step == 0 || next >= best) {
                best = std::min(best, next);
                break;
            }
            best = next;
            x[step - 1] = -x[step - 1];
        }
        if (best >= least[k]) return;
        least[k] = best;
        found[k].x = std::move(x);
    }

    void climb_from_many(unsigned threads) {
        for (std::size_t k = 0; k < model.spots; ++k)
            for (std::uint64_t start = 0; start < starts; ++start) {
                std::vector<double> x(variables());
                for (std::size_t i = 0; i < x.size(); ++i)
                    x[i] =
                        draw(0, start, model.variation.variables[i].key, Distribution::uniform) < 0 ? -1 : 1;
                climb(k, std::move(x), threads);
            }
    }

    const LinkModel& model;
    std::vector<WorstCase> found;
    std::vector<double> least;
    std::uint64_t corners = 0, failing = 0;
};

}  // namespace

std::vector<WorstCase> worst_cases(const LinkModel& model, unsigned threads, Simulator& simulator) {
    Search search(model);
    const bool all = search.variables() <= exhaustive_variables;
    if (all)
        search.exhaustive(threads);
    else
        search.climb_from_many(threads);
    std::vector<std::vector<double>> corners;
    for (WorstCase& worst : search.found) {
        worst.exhaustive = all;
        worst.corners = search.corners;
        worst.failing = search.failing;
        worst.x.resize(search.variables());
        corners.push_back(worst.x);
    }
    const UnitBlock whole = simulate_draws(model, corners, simulator);
    for (std::size_t k = 0; k < model.spots; ++k)
        search.found[k].ratio = whole.states[k] == UnitState::fine ? std::sqrt(ratio_squared(whole, k, k))
                                                                   : std::sqrt(search.least[k]);
    return std::move(search.found);
}

}  // namespace pin3
