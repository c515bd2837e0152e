#include "described.hpp"

namespace pin3 {
namespace {

TEST(InputMeasured, has_the_rejection_and_the_gain_that_were_read) {
    const StagePtr input =
        described_input("measured { z_hot = 12k, z_cold = 11k, cmrr = 62 dB, gain = 0.5 }");
    EXPECT_NEAR(input_cmrr(*input, 0, 0, 1e3), 62, 1e-9);
    const Rig rig = input_rig(*input, 0, 0);
    EXPECT_NEAR(response(rig, "v_differential", 0, 1e3).real(), 0.5, 1e-12);
    // referred to the output: 1 / A_cm, 6.02 dB more
    EXPECT_NEAR(-decibel(response(rig, "v_common", 0, 1e3)), 62 + 6.0206, 1e-4);
}

TEST(InputMeasured, converts_by_the_bridge_formula) {
    // V_d/V_cm = Z_hot / (Z_hot + Zs) - Z_cold / (Z_cold + Zs)
    const StagePtr input = described_input("measured { z_hot = 12k, z_cold = 11k }");
    const double expected = 12000.0 / 12600 - 11000.0 / 11600;
    EXPECT_NEAR(response(input_rig(*input, 600, 600), "v_common", 0, 1e3).real(), expected, 1e-12);
}

TEST(InputMeasured, loads_the_signal_with_its_differential_impedance_too) {
    const StagePtr input = described_input("measured { z_hot = 20k, z_cold = 20k, z_differential = 40k }");
    // 40k beside 20k + 20k is 20k, behind 1k + 1k
    EXPECT_NEAR(response(input_rig(*input, 1e3, 1e3), "v_differential", 0, 1e3).real(), 20.0 / 22, 1e-12);
}

TEST(InputMeasured, adds_its_own_error_to_that_of_a_larger_impedance_in_cold) {
    const StagePtr input = described_input("measured { z_hot = 10k, z_cold = 10k, cmrr = 60 dB }");
    const double bridge = 1 - 10000.0 / 10010;
    const double common = (1 + 10000.0 / 10010) / 2;
    EXPECT_NEAR(response(input_rig(*input, 0, 10), "v_common", 0, 1e3).real(), bridge + 1e-3 * common, 1e-12);
}

}  // namespace
}  // namespace pin3
