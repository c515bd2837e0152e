#include "catalog/specs.hpp"
#include "catalog/transformer.hpp"

namespace pin3 {

// Ratio and output impedance of the usual passive box (about 150 ohm from 1 kohm); the rest assumed.
extern const Kind output_di_box{
    .role = Role::output,
    .name = "di_box",
    .summary = "passive DI box: step-down transformer with a Faraday shield and ground lift",
    .parameters = one_table({
        transformer_output_parameters({.ratio = "12",
                                       .rdc_primary = "4k",
                                       .rdc_secondary = "110",
                                       .lm = "600 H",
                                       .leakage = "0.5 H",
                                       .c_interwinding = "0",
                                       .c_winding = "150 pF",
                                       .c_winding_imbalance = "5 %",
                                       .c_residual = "0",
                                       .faraday = "yes"},
                                      "1k"),
        {{.name = "lift",
          .shape = Shape::word,
          .standard = "no",
          .help = "pin 1 and the box off the chassis of what plays into it",
          .words = {"yes", "no"}}},
    }),
    .circuit = R"(
  signal --[ rout ]--[ rdc/2 ]--(leakage)--+  ||  +--[ rdc/2 ]--- 2 hot
   x ratio                                  ) || (
                                        lm  ) || (--- tap
                                            ) || (
       +-------------[ rdc/2 ]-------------+  ||  +--[ rdc/2 ]--- 3 cold
       |                                      ||
  c_interwinding, c_winding: to shield and core; c_residual: past the shield
  chassis -----( lift )-------- Faraday shield, core ------------ 1 shield
)",
    .formula =
        "Between the pins: rdc_secondary + (rout + rdc_primary) / ratio^2. With lift = no the cable's "
        "shield joins the two chassis; with lift = yes pin 1, the Faraday shield and the core go with "
        "the far end, no current flows in the cable's shield, and what the noise drives is the "
        "primary's capacitance to them. level is that on the open pins 2 and 3: what drives the primary is "
        "ratio times it, so a signal of 4 dBu comes as level = -17.6 dBu from 12:1.",
    .example = "output bass : di_box { ratio = 12, rout = 10k, lift = yes, level = -30 dBu }",
    .build = BuildOutput{build_transformer_output},
};

}  // namespace pin3
