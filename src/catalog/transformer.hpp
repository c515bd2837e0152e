// The transformer that outputs, inputs and DI boxes share.
#pragma once

#include "catalog/kind.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace pin3 {

struct TransformerPins {
    Node primary_hot;
    Node primary_cold;
    Node secondary_hot;
    Node secondary_cold;
    std::optional<Node> secondary_tap = {};  // the secondary's centre tap, where it is connected
    Node shield = ground;                    // Faraday shield and core
    std::optional<Node> field = {};          // see InputPins
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
    std::string_view c_residual;
    std::string_view faraday;
};

std::vector<ParameterSpec> transformer_parameters(const TransformerFigures& figures);

// Ideal transformer (ratio : 1) with the magnetising inductance on its primary, leakage inductance and
// winding resistances in series. Capacitances stand at the ends of the windings: c_interwinding half at
// either end between the windings, or with a Faraday shield from each winding to that; c_winding from each
// end of each winding to the core; c_residual from one end of the primary past the shield to one of the
// secondary. Shield and core are one node. The halves of a tapped secondary are coupled
// without leakage between them. What a field induces in the core's turns stands in series with the
// magnetising inductance, whose flux is the same: both windings enclose it. A floating winding has only the
// DC path of its pins.
void build_transformer(Scope& scope, const Parameters& parameters, const TransformerPins& pins);

// What an output with a transformer takes besides: `rout` of the amplifier that drives it and `tap` of its
// secondary.
std::vector<ParameterSpec> transformer_output_parameters(const TransformerFigures& figures,
                                                         std::string_view rout);

// An amplifier of `ratio` times the signal and what leakage and lm divide, so that 1 V of signal is 1 V at
// the open secondary in the middle of the band; rout; the transformer.
void build_transformer_output(Scope& scope, const Parameters& parameters, const OutputPins& pins);

}  // namespace pin3
