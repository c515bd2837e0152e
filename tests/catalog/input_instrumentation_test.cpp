#include "described.hpp"

namespace pin3 {
namespace {

const std::string unmatched = "r1 = 10k, r2 = 10.1k, r3 = 9.95k, r4 = 10.02k";

TEST(InputInstrumentation, rejects_as_its_difference_stage_does_at_gain_one) {
    const StagePtr input = described_input("instrumentation { " + unmatched + " }");
    EXPECT_NEAR(input_cmrr(*input, 0, 0, 1e3), 56.691194, 1e-6);  // closed form of the four resistors
}

TEST(InputInstrumentation, gains_12_dB_of_rejection_from_a_first_stage_of_four) {
    const StagePtr input = described_input("instrumentation { gain = 4, " + unmatched + " }");
    // 20 log 4 = 12.0412; the first stage's gain has the error of op-amps of 1e5: 4 / 1e5 of it
    EXPECT_NEAR(input_cmrr(*input, 0, 0, 1e3), 56.691194 + 12.041200, 5e-4);
    EXPECT_NEAR(decibel(response(input_rig(*input, 0, 0), "v_differential", 0, 1e3)), 12.0412 + 0.0802, 1e-3);
}

TEST(InputInstrumentation, takes_its_gain_from_a_cross_resistor_that_is_given) {
    const StagePtr input = described_input("instrumentation { rf = 10k, rg = 5k }");
    EXPECT_NEAR(std::abs(response(input_rig(*input, 0, 0), "v_differential", 0, 1e3)), 5,
                1e-3);  // 1 + 2 10/5
}

TEST(InputInstrumentation, loses_the_source_imbalance_over_the_bias_resistors) {
    // bridge: V_d/V_cm = R / (R + dR) - 1 = dR / (R + dR); 20 ohm to 500 kohm: 87.96 dB
    const StagePtr input = described_input("instrumentation { r_bias = 500k }");
    EXPECT_NEAR(decibel(response(input_rig(*input, 20, 0), "v_common", 0, 60)),
                -20 * std::log10(500020.0 / 20), 2e-3);
}

TEST(InputInstrumentation, is_blind_to_source_imbalance_when_com_hangs_high) {
    // in common the legs see r_bias / 2 + r_common: the current through dR is half of 1 / (r_bias/2 +
    // r_common) in each leg, and the bias resistors carry dR's share away: V_d = dR i, nearly
    const StagePtr input = described_input("instrumentation { r_bias = 500k, r_common = 10meg }");
    const double expected = 20 / 2.0 / (250e3 + 10e6);
    EXPECT_NEAR(std::abs(response(input_rig(*input, 20, 0), "v_common", 0, 60)) / expected, 1, 1e-3);
}

}  // namespace
}  // namespace pin3
