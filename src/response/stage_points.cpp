#include "response/stage_points.hpp"

namespace pin3 {
namespace {

// Legs of the rig on which an input's impedances are read, ohm.
constexpr double meter_ohm = 1000;
// "From 0 ohm": a milliohm, because an input may tie a leg to its chassis, and a source of exactly 0 ohm
// would have nowhere to go.
constexpr double tied_ohm = 1e-3;
// An input whose cold pin stays below this with 1 V behind 1 kohm has it tied to the chassis.
constexpr double tied_volts = 1e-6;

}  // namespace

std::vector<StageRig> stage_rigs(const Stage& stage) {
    if (stage.role == Role::output) {
        Rig driven = output_balance_rig(stage, Drive::ground_emf);
        driven.sources = {"v_middle"};
        return {{output_rig(stage), "open"},
                {output_balance_rig(stage, Drive::signal), "into 300 + 300 ohm"},
                {std::move(driven), "middle of 300 + 300 ohm driven"}};
    }
    return {{input_rig(stage, tied_ohm, tied_ohm), "legs tied"},
            {input_rig(stage, 10, tied_ohm), "10 ohm in hot"},
            {input_rig(stage, tied_ohm, 10), "10 ohm in cold"},
            {input_rig(stage, meter_ohm, meter_ohm), "1 kohm in each leg"}};
}

OutputPoint output_point(const std::vector<RigAnswer>& rigs) {
    const RigAnswer &open = rigs.at(0), &bridge = rigs.at(1), &driven = rigs.at(2);
    OutputPoint point;
    point.signal_hot = open(0, 0);
    point.signal_cold = open(0, 1);
    point.z_hot_hot = open(1, 0);
    point.z_cold_hot = open(1, 1);
    point.z_hot_cold = open(2, 0);
    point.z_cold_cold = open(2, 1);
    point.bridge_hot = bridge(0, 0);
    point.bridge_cold = bridge(0, 1);
    point.bridge_middle = bridge(0, 2);
    point.driven_hot = driven(0, 0);
    point.driven_cold = driven(0, 1);
    return point;
}

InputPoint input_point(const std::vector<RigAnswer>& rigs) {
    const RigAnswer &tied = rigs.at(0), &hot_10 = rigs.at(1), &cold_10 = rigs.at(2), &meter = rigs.at(3);
    InputPoint point;
    point.tied_differential = tied(0, 0);
    point.tied_common = tied(1, 0);
    point.hot_10_differential = hot_10(0, 0);
    point.hot_10_common = hot_10(1, 0);
    point.cold_10_differential = cold_10(0, 0);
    point.cold_10_common = cold_10(1, 0);
    // Volts on the legs, and currents into them from the drop over the meter's resistors, for hot's generator
    // at 1 V and cold's at 0 (d + c/2 of the drives: +½ and −½ V, 1 V on both), and the other way round.
    struct Pair {
        Complex hot, cold;
    };
    const auto combined = [&](std::size_t probe, double share) {
        return meter(1, probe) / 2.0 + share * meter(0, probe);
    };
    const Pair v1{combined(1, 1), combined(2, 1)}, v2{combined(1, -1), combined(2, -1)};
    const Pair i1{(1.0 - v1.hot) / meter_ohm, -v1.cold / meter_ohm},
        i2{-v2.hot / meter_ohm, (1.0 - v2.cold) / meter_ohm};
    // Driven from a generator of 0 ohm, 1 V on both legs draws I V^-1 (1, 1): by Cramer's rule
    const Complex volts = v1.hot * v2.cold - v2.hot * v1.cold;
    const Complex first = (v2.cold - v2.hot) / volts, second = (v1.hot - v1.cold) / volts;
    const Complex into_hot = i1.hot * first + i2.hot * second;
    const Complex into_cold = i1.cold * first + i2.cold * second;
    point.cold_leg = std::abs(v2.cold) > tied_volts;
    if (!point.cold_leg) {
        // hot driven with 1 V is the differential drive and half of the common one together
        point.tied_differential += point.tied_common / 2.0;
        point.z_leg_hot = point.z_differential = v1.hot / i1.hot;
        point.y_hot_hot = i1.hot / v1.hot;
        return point;
    }
    point.y_hot_hot = (i1.hot * v2.cold - i2.hot * v1.cold) / volts;
    point.y_hot_cold = (i2.hot * v1.hot - i1.hot * v2.hot) / volts;
    point.y_cold_hot = (i1.cold * v2.cold - i2.cold * v1.cold) / volts;
    point.y_cold_cold = (i2.cold * v1.hot - i1.cold * v2.hot) / volts;
    point.z_leg_hot = 1.0 / into_hot;
    point.z_leg_cold = 1.0 / into_cold;
    point.z_common = 1.0 / (into_hot + into_cold);
    // 1 A into hot and out of cold, which float: V I^-1 (1, -1)
    const Complex amperes = i1.hot * i2.cold - i2.hot * i1.cold;
    const Complex of_first = (i2.cold + i2.hot) / amperes, of_second = -(i1.hot + i1.cold) / amperes;
    point.z_differential = (v1.hot - v1.cold) * of_first + (v2.hot - v2.cold) * of_second;
    return point;
}

}  // namespace pin3
