#include "described.hpp"

namespace pin3 {
namespace {

TEST(InputDifference, rejects_as_the_general_formula_of_four_resistors_says) {
    // A_cm = (r1 r4 - r2 r3) / (r1 (r3 + r4)), A_dm = (r2/r1 + (1 + r2/r1) r4/(r3 + r4)) / 2
    const StagePtr input = described_input("difference { r1 = 10k, r2 = 10.1k, r3 = 9.95k, r4 = 10.02k }");
    EXPECT_NEAR(input_cmrr(*input, 0, 0, 1e3), 56.691194, 1e-6);
    // 10 ohm add to r3, or to r1
    EXPECT_NEAR(std::min(input_cmrr(*input, 10, 0, 1e3), input_cmrr(*input, 0, 10, 1e3)), 54.135907, 1e-6);
}

TEST(InputDifference, has_the_gain_of_its_resistors) {
    const StagePtr input = described_input("difference { r = 12k, gain = 0.5 }");
    const Rig rig = input_rig(*input, 0, 0);
    // an op-amp of gain A = 1e5 with the feedback factor 1 / (1 + G) loses (1 + G) / A
    EXPECT_NEAR(response(rig, "v_differential", 0, 1e3).real(), 0.5 / (1 + 1.5e-5), 1e-9);
}

TEST(InputDifference, takes_a_feedback_resistor_that_is_given_as_it_is) {
    const StagePtr input = described_input("difference { r = 10k, gain = 2, r2 = 20k, r4 = 20k }");
    EXPECT_NEAR(decibel(response(input_rig(*input, 0, 0), "v_differential", 0, 1e3)), 6.0206, 1e-3);
}

struct Corner {
    const char* description;
    double decibel;
};

class InputDifferenceCorner : public testing::TestWithParam<Corner> {};

// Worst corner of four resistors of tolerance t: (1 + G) / (4t); [pub] 1 % 33.98, 0.1 % 53.98, 0.01 % 73.98
// dB at G = 1.
TEST_P(InputDifferenceCorner, is_one_plus_gain_over_four_tolerances) {
    EXPECT_NEAR(input_cmrr(*described_input(GetParam().description), 0, 0, 1e3), GetParam().decibel, 0.01);
}

INSTANTIATE_TEST_SUITE_P(
    Tolerances, InputDifferenceCorner,
    testing::Values(Corner{"difference { r1 = 10.1k, r2 = 9.9k, r3 = 9.9k, r4 = 10.1k }", 33.98},
                    Corner{"difference { r1 = 10.01k, r2 = 9.99k, r3 = 9.99k, r4 = 10.01k }", 53.98},
                    Corner{"difference { r1 = 10.001k, r2 = 9.999k, r3 = 9.999k, r4 = 10.001k }", 73.98},
                    // 1k/20k, 0.1 %: 74.40 dB [pub]
                    Corner{"difference { r1 = 1.001k, r2 = 19.98k, r3 = 999, r4 = 20.02k }", 74.40}));

TEST(InputDifference, loses_rejection_to_a_resistance_in_one_leg_as_the_data_sheets_say) {
    // INA134: four times 25k, 10 ohm in one leg: about 74 dB; SSM2141: 5 ohm, 100 dB become 80 dB
    const StagePtr input = described_input("difference { r = 25k }");
    EXPECT_NEAR(input_cmrr(*input, 10, 0, 60), 73.98, 0.005);
    EXPECT_NEAR(input_cmrr(*input, 0, 10, 60), 73.98, 0.005);
    EXPECT_NEAR(input_cmrr(*input, 5, 0, 60), 80.00, 0.005);
}

TEST(InputDifference, converts_through_unequal_capacitors_at_its_pins) {
    // behind 1k in each leg, 100 pF more on hot: V_d/V_cm = w R dC at low frequencies
    const StagePtr input = described_input("difference { r = 1meg, c_hot = 200 pF, c_cold = 100 pF }");
    const Rig rig = input_rig(*input, 1e3, 1e3);
    const double expected = two_pi * 1e3 * 1e3 * 100e-12;
    EXPECT_NEAR(std::abs(response(rig, "v_common", 0, 1e3)) / expected, 1, 2e-3);
}

}  // namespace
}  // namespace pin3
