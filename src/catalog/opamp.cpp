#include "catalog/opamp.hpp"

#include <filesystem>

namespace pin3 {
namespace {

// Supplies of a subcircuit from a file: ±15 V against the chassis of its stage.
constexpr double file_supply = 15;

}  // namespace

void build_opamp(Scope& scope, std::string_view name, const Setting& opamp, const OpampPins& pins) {
    if (opamp.model) {
        Scope inner = scope.inner(name);
        std::get<BuildOpamp>(opamp.model->kind->build)(inner, opamp.model->parameters, pins);
    } else if (!opamp.file.empty()) {
        Scope inner = scope.inner(name);
        const Node vcc = inner.node("vcc");
        const Node vee = inner.node("vee");
        inner.voltage("vcc", vcc, ground, file_supply);
        inner.voltage("vee", vee, ground, -file_supply);
        scope.circuit().add_model(opamp.model_text);
        scope.subcircuit(name, {pins.plus, pins.minus, vcc, vee, pins.out}, opamp.subcircuit);
    } else {
        scope.vcvs(name, pins.out, ground, pins.plus, pins.minus, fixed(ideal_opamp_gain));
    }
}

void build_follower(Scope& scope, std::string_view name, const Setting& opamp, Node in, Node out) {
    build_opamp(scope, name, opamp, {in, out, out});
}

}  // namespace pin3
