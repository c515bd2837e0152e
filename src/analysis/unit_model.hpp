// Units of a link as production builds them.
#pragma once

#include "analysis/eliminate.hpp"
#include "analysis/measure.hpp"

#include <cstdint>
#include <functional>
#include <variant>
#include <vector>

namespace pin3 {

// A link, and all that is needed to know any unit of it.
struct LinkModel {
    const Link* link = nullptr;
    Bench bench;  // link_bench(); without the chassis probe where the ground prescribes that voltage
    Variation variation;
    Reduction reduction;    // at the spots, then the curve, then stability_hz
    std::size_t spots = 0;  // number of frequencies that are spots
    std::size_t curve = 0;

    double frequency_hz(std::size_t k) const { return reduction.frequency_hz()[k]; }
};

// Where latching up shows, Hz: as near to DC as makes no difference.
inline constexpr double stability_hz = 1e-3;

// One model a link that has toleranced parts, from as many AC analyses as it has ports, and two. One plan a
// link.
struct LinkModels {
    std::vector<LinkModel> models;
    std::vector<MeasureFailure> failures;
};
LinkModels model_links(const Description& description, const std::vector<FrequencyPlan>& plans,
                       Simulator& simulator,
                       const std::function<void(std::size_t done, std::size_t all)>& progress = {});

enum class UnitState : unsigned char {
    fine,
    latched_up,  // feeds back more than it takes away: its output sits at a supply
    no_answer,   // its circuit is singular
};

// Units first, first + 1, …; each vector has one entry a unit.
struct UnitBlock {
    std::uint64_t first = 0;
    std::vector<UnitState> states;
    // at each spot, then each frequency of the curve
    std::vector<std::vector<Complex>> signal_gain, ground_gain;

    std::size_t size() const { return states.size(); }
};

// Called with the blocks in the order of the units; false ends the run.
using TakeBlock = std::function<bool(const UnitBlock&)>;

// Fills in the draws of a unit, one number from -1 to 1 a variable.
using Draws = std::function<void(std::uint64_t unit, std::span<double> x)>;

// The draws of production: those of unit 4711 are the same whatever else is drawn.
Draws production_draws(const Variation& variation, std::uint64_t seed);

// Which units, and at which frequencies of the model.
struct UnitRange {
    std::uint64_t first = 0, last = 0;  // first … last - 1
    std::size_t frequencies = 0;        // so many of the model's: `spots`, or `spots` and `curve` together
    unsigned threads = 0;               // 0: one a core
};

// The units by the reduction.
void solve_units(const LinkModel& model, const Draws& draws, const UnitRange& range, const TakeBlock& take);

// The same by ngspice: the whole circuit of every unit. A unit that ngspice refuses has no answer.
void simulate_units(const LinkModel& model, const Draws& draws, const UnitRange& range, Simulator& simulator,
                    const TakeBlock& take);

// Units with draws of one's own, at the spots.
UnitBlock solve_draws(const LinkModel& model, const std::vector<std::vector<double>>& draws);
UnitBlock simulate_draws(const LinkModel& model, const std::vector<std::vector<double>>& draws,
                         Simulator& simulator);

// CMRR of a unit in dB; a ground gain below `floor` counts as that.
double unit_cmrr_db(const Complex& signal_gain, const Complex& ground_gain, double floor);

// Calls work(0) … work(tasks - 1), on several threads (0: one a core).
void in_parallel(std::size_t tasks, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace pin3
