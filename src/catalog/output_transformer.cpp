#include "catalog/transformer.hpp"

namespace pin3 {

// Figures of the usual bifilar line output transformer, no certain product.
extern const Kind output_transformer{
    .role = Role::output,
    .name = "transformer",
    .summary = "an amplifier that drives a transformer; its secondary floats",
    .parameters = transformer_output_parameters({.ratio = "1",
                                                 .rdc_primary = "40",
                                                 .rdc_secondary = "40",
                                                 .lm = "20 H",
                                                 .leakage = "100 uH",
                                                 .c_interwinding = "20 nF",
                                                 .c_winding = "200 pF",
                                                 .c_winding_imbalance = "5 %",
                                                 .c_residual = "0",
                                                 .faraday = "no"},
                                                "50"),
    .circuit = R"(
  signal --[ rout ]--[ rdc/2 ]--(leakage)--+  ||  +--[ rdc/2 ]--- 2 hot
   x ratio                                  ) || (
                                        lm  ) || (--- tap
                                            ) || (
       +-------------[ rdc/2 ]-------------+  ||  +--[ rdc/2 ]--- 3 cold
       |                                      ||
  c_interwinding, c_winding: to shield and core; c_residual: past the shield
  chassis --------------------- Faraday shield, core ------------ 1 shield
)",
    .formula =
        "Between the pins: rdc_secondary + (rout + rdc_primary) / ratio^2. From both pins, tied, to the "
        "chassis only the capacitances: a floating leg lets no common-mode current arise that the "
        "source's impedances could unbalance. Without a Faraday shield c_interwinding passes it: Z = 1 "
        "/ (w C), nearly. A tap on the chassis gives the legs rdc_secondary/2 each and the rejection of "
        "a symmetric output.",
    .example = "output vintage : transformer { rdc_secondary = 40 10%, tap = floating }",
    .build = BuildOutput{build_transformer_output},
};

}  // namespace pin3
