// A rig as production builds it: what its parts vary by, and what every unit of it answers.
#pragma once

#include "production/eliminate.hpp"
#include "response/batch.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace pin3 {

struct RigModel {
    Rig rig;
    Variation variation;
    Reduction reduction;  // at the spots, then the curve, then stability_hz
    // At stability_hz with all capacitors bridged that keep direct current out of a loop of positive feedback
    // (Circuit::bridged_for_stability); none where there is no such capacitor.
    std::optional<Reduction> bridged = {};

    double frequency_hz(std::size_t k) const { return reduction.frequency_hz()[k]; }
};

// Where latching up shows, Hz: as near to DC as makes no difference.
inline constexpr double stability_hz = 1e-3;

// A rig that is to be modelled, from as many AC analyses as it has ports and drives.
struct RigRequest {
    Batch::Subject subject;
    Rig rig;
    Variation variation;
    FrequencyPlan frequencies;
};

using ModelOrFailure = std::variant<RigModel, MeasureFailure>;

// What every unit of each rig is known from: simulates the rigs once, with 1 A at each port of what varies,
// at their spots, their curve and stability_hz, all in one batch. One a request, in their order.
std::vector<ModelOrFailure> model_rigs(std::vector<RigRequest> requests, Simulator& simulator);

// Fills in the draws of a unit, one number from -1 to 1 a variable.
using Draws = std::function<void(std::uint64_t unit, std::span<double> x)>;

// The draws of production: those of unit 4711 are the same whatever else is drawn.
Draws production_draws(const Variation& variation, std::uint64_t seed);

// Draws of one's own: unit i has draws[i], which must live as long.
Draws given_draws(const std::vector<std::vector<double>>& draws);

enum class UnitState : unsigned char {
    fine,
    latched_up,  // feeds back more than it takes away: its output sits at a supply
    no_answer    // the circuit is singular there, or its simulation failed
};

// Units first, first + 1, … and how each of them does.
struct UnitStates {
    std::uint64_t first = 0;
    std::vector<UnitState> states;

    std::size_t size() const { return states.size(); }
};

// Called for one frequency of a rig after the other: what the units answer there.
using TakeAnswers = std::function<void(std::size_t k, const UnitAnswers& answers)>;

// Units first … first + states.size() - 1 at the first `frequencies` frequencies of the model, by the
// reduction; those that latch up are noted in `states`.
void solve_rig(const RigModel& model, const Draws& draws, std::uint64_t first, std::size_t frequencies,
               std::span<UnitState> states, const TakeAnswers& take);

// The same units by ngspice, whole: nothing for a unit that it refuses.
std::vector<std::optional<Response>> simulate_rig(const RigModel& model, const std::string& name,
                                                  const Draws& draws, std::uint64_t first, std::size_t units,
                                                  std::size_t frequencies, Simulator& simulator);

// Calls work(0) … work(tasks - 1), on several threads (0: one a core).
void in_parallel(std::size_t tasks, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace pin3
