#include "catalog/ladder.hpp"

#include <fmt/format.h>

namespace pin3 {

// A ladder of N sections is made of N shunt places with N + 1 series pieces between and around them: half a
// section at each end, whole ones between.
void build_ladder(Scope& scope, int sections, const std::vector<Conductor>& conductors,
                  const std::vector<Capacitance>& capacitances) {
    std::vector<Node> at;
    for (const Conductor& conductor : conductors) at.push_back(conductor.near);
    for (int piece = 0; piece <= sections; ++piece) {
        const bool end = piece == 0 || piece == sections;
        const double length = (end ? 0.5 : 1.0) / sections;
        for (std::size_t i = 0; i < conductors.size(); ++i) {
            const Conductor& conductor = conductors[i];
            const std::string name = fmt::format("{}_{}", conductor.name, piece + 1);
            const Node next = piece == sections ? conductor.far : scope.node(name);
            if (conductor.inductance.value == 0) {
                scope.resistor(name, at[i], next, scaled(conductor.resistance, length));
            } else {
                const Node between = scope.node(name + "_l");
                scope.resistor(name, at[i], between, scaled(conductor.resistance, length));
                scope.inductor(name, between, next, scaled(conductor.inductance, length));
            }
            at[i] = next;
        }
        if (piece == sections) break;
        for (const Capacitance& capacitance : capacitances)
            scope.capacitor(fmt::format("{}_{}", capacitance.name, piece + 1), at[capacitance.a],
                            at[capacitance.b], scaled(capacitance.farad, 1.0 / sections));
    }
}

}  // namespace pin3
