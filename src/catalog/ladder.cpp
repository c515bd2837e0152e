#include "catalog/ladder.hpp"

#include <fmt/format.h>

#include <tuple>

namespace pin3 {
namespace {

// V = j w M I between two conductors, half of it in each, I the current of a third: what Brown and Whitlock
// (AES 2003) call shield-current-induced noise. With I towards the far end the conductor with more coupling
// falls. The reaction on the third one is left out. Moves `at` behind it.
void build_induced(Scope& scope, const std::string& piece, const Induction& induction, double length,
                   std::vector<Node>& at) {
    const Node sensed = scope.node("sensed" + piece), induced = scope.node("induced" + piece);
    scope.voltage("inducing" + piece, at[induction.from], sensed, 0);
    at[induction.from] = sensed;
    scope.cccs("inducing" + piece, ground, induced, "inducing" + piece, fixed(1));
    scope.inductor("induced" + piece, induced, ground, scaled(induction.henry, length));
    for (const auto& [conductor, name, share] :
         {std::tuple{induction.more, "more", 0.5}, std::tuple{induction.less, "less", -0.5}}) {
        const Node behind = scope.node(name + piece);
        scope.vcvs(name + piece, at[conductor], behind, induced, ground, fixed(share));
        at[conductor] = behind;
    }
}

}  // namespace

// A ladder of N sections is made of N shunt places with N + 1 series pieces between and around them: half a
// section at each end, whole ones between.
void build_ladder(Scope& scope, int sections, const std::vector<Conductor>& conductors,
                  const std::vector<Capacitance>& capacitances, const std::optional<Induction>& induction) {
    std::vector<Node> at;
    for (const Conductor& conductor : conductors) at.push_back(conductor.near);
    for (int piece = 0; piece <= sections; ++piece) {
        const bool end = piece == 0 || piece == sections;
        const double length = (end ? 0.5 : 1.0) / sections;
        if (induction && induction->henry.value != 0)
            build_induced(scope, fmt::format("_{}", piece + 1), *induction, length, at);
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
