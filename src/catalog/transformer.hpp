// The transformer that outputs, inputs and DI boxes share.
#pragma once

#include "catalog/kind.hpp"

#include <vector>

namespace pin3 {

struct TransformerPins {
    Node primary_hot;
    Node primary_cold;
    Node secondary_hot;
    Node secondary_cold;
};

// Figures of a transformer kind, as the language writes them.
struct TransformerFigures {
    std::string_view ratio;
    std::string_view rdc_primary;
    std::string_view rdc_secondary;
    std::string_view lm;
    std::string_view leakage;
    std::string_view c_interwinding;
    std::string_view c_winding;
    std::string_view c_winding_imbalance;
    std::string_view faraday;
};

std::vector<ParameterSpec> transformer_parameters(const TransformerFigures& figures);

// Ideal transformer (ratio : 1) with the magnetising inductance on its primary, leakage inductance and winding resistances in series, and
// capacitances of the windings to each other, or to the Faraday shield, and to the core. Shield and core are on the chassis.
void build_transformer(Scope& scope, const Parameters& parameters, const TransformerPins& pins);

}  // namespace pin3
