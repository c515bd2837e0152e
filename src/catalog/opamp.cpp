#include "catalog/opamp.hpp"

#include <filesystem>

namespace pin3 {
namespace {

// Supplies of a subcircuit from a file: ±15 V against the chassis of its stage.
constexpr double file_supply = 15;

// The figures of a model as those of one op-amp of a stage: drawn for that one.
Parameters owned(const Parameters& model, const std::string& owner) {
    Parameters figures = model;
    for (const auto& [name, setting] : model.all()) {
        Setting mine = setting;
        for (Part& part : mine.parts) part = renamed(std::move(part), owner + "." + name);
        if (!mine.parts.empty()) figures.set(name, std::move(mine));
    }
    return figures;
}

}  // namespace

void build_opamp(Scope& scope, std::string_view name, const Setting& opamp, const OpampPins& pins) {
    if (opamp.model) {
        Scope inner = scope.inner(name);
        std::get<BuildOpamp>(opamp.model->kind->build)(inner, owned(opamp.model->parameters, inner.owner()),
                                                       pins);
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
