#include "catalog/ladder.hpp"

#include <fmt/format.h>

#include <tuple>
#include <utility>

namespace pin3 {
namespace {

// V = j w M I in series with a conductor, I the current of another one: what Brown and Whitlock (AES 2003)
// call shield-current-induced noise. With I towards the far end the conductor falls by V. The reaction on the
// other one is left out. Returns the nodes behind it, of the inducing conductor and of the other.
std::pair<Node, Node> build_induced(Scope& scope, const std::string& piece, Node inducing, Node other,
                                    const Part& henry) {
    const Node sensed = scope.node("sensed" + piece), behind = scope.node("behind" + piece);
    const Node induced = scope.node("induced" + piece);
    scope.voltage("inducing" + piece, inducing, sensed, 0);
    scope.cccs("inducing" + piece, ground, induced, "inducing" + piece, fixed(1));
    scope.inductor("induced" + piece, induced, ground, henry);
    scope.vcvs("induced" + piece, other, behind, induced, ground, fixed(1));
    return {sensed, behind};
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
            std::tie(at[induction->from], at[induction->into]) =
                build_induced(scope, fmt::format("_{}", piece + 1), at[induction->from], at[induction->into],
                              scaled(induction->henry, length));
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
