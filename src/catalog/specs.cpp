#include "catalog/specs.hpp"

namespace pin3 {

ParameterSpec coupling_spec(std::string_view name, std::string_view help) {
    return {.name = name,
            .unit = Unit::farad,
            .standard = "none",
            .help = help,
            .words = {"none"},
            .positive = true};
}

ParameterSpec opamp_spec() {
    return {.name = "opamp",
            .shape = Shape::opamp,
            .standard = "ideal",
            .help = "ideal, an op-amp of the models folder, or \"file.lib\"",
            .words = {"ideal"},
            .tolerance = false};
}

Node build_coupling(Scope& scope, std::string_view name, const Setting& setting, Node in) {
    if (setting.word == "none") return in;
    const Node out = scope.node(name);
    scope.capacitor(name, in, out, setting.parts.at(0));
    return out;
}

std::vector<ParameterSpec> one_table(std::initializer_list<std::vector<ParameterSpec>> pieces) {
    std::vector<ParameterSpec> table;
    for (const std::vector<ParameterSpec>& piece : pieces)
        table.insert(table.end(), piece.begin(), piece.end());
    return table;
}

Part unbalanced(const Part& part, const Part& percent, double share) {
    const double factor = 1 + share * percent.value / 100;
    return following(scaled(part, factor), percent, share / factor);
}

}  // namespace pin3
