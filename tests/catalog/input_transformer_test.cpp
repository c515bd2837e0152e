#include "described.hpp"

namespace pin3 {
namespace {

// Jensen JT-11P-1, 10 kohm on the secondary; figures of its data sheet [pub]. They are the kind's defaults.
StagePtr jt_11p_1() {
    return described_input("transformer");
}

TEST(InputTransformer, loses_what_its_windings_and_its_load_divide) {
    // 10 / (1.45 + 1.55 + 10) = -2.28 dB
    EXPECT_NEAR(decibel(response(input_rig(*jt_11p_1(), 0, 0), "v_differential", 0, 1e3)), -2.28, 0.005);
}

TEST(InputTransformer, has_13_kohm_at_its_input) {
    constexpr double in_each_leg = 1e3;
    const Rig rig = input_rig(*jt_11p_1(), in_each_leg, in_each_leg);
    const auto across = response(rig, "v_differential", 1, 1e3) - response(rig, "v_differential", 2, 1e3);
    const auto ohm = across * 2.0 * in_each_leg / (1.0 - across);
    EXPECT_NEAR(std::abs(ohm), 13.0e3, 20);
}

TEST(InputTransformer, falls_by_0_04_dB_at_20_Hz_from_600_ohm) {
    const Rig rig = input_rig(*jt_11p_1(), 300, 300);
    const auto at = [&](double hertz) { return decibel(response(rig, "v_differential", 0, hertz)); };
    EXPECT_NEAR(at(20) - at(1e3), -0.04, 0.002);
}

TEST(InputTransformer, rejects_as_one_capacitor_would_34_dB_less_at_fifty_times_the_frequency) {
    // 50 ohm balanced source: 107 dB at 60 Hz, 73 dB at 3 kHz (65 at the least)
    const StagePtr input = jt_11p_1();
    EXPECT_NEAR(input_cmrr(*input, 25, 25, 60), 107, 1);
    EXPECT_NEAR(input_cmrr(*input, 25, 25, 3e3), 73, 1);
}

TEST(InputTransformer, cares_little_for_an_imbalance_of_the_source) {
    // legs to ground of 100 pF or so: 600 ohm more in one make w C dR, a few 1e-5 at 60 Hz
    EXPECT_GT(input_cmrr(*jt_11p_1(), 600, 0, 60), 85);
}

TEST(InputTransformer, lets_noise_through_the_windings_without_a_faraday_shield) {
    // V_out = V_cm w C Z_secondary with half of C at the hot end of the secondary, and there the windings and
    // the load in parallel: the input's legs are held from 0 ohm
    const StagePtr input = described_input(
        "transformer { faraday = no, c_interwinding = 2 nF, c_winding = 0, rdc_primary = 100, rdc_secondary "
        "= 100 }");
    const double shielded = input_cmrr(*jt_11p_1(), 25, 25, 60);
    EXPECT_LT(input_cmrr(*input, 25, 25, 60), shielded - 20);
    EXPECT_NEAR(input_cmrr(*input, 25, 25, 60) - input_cmrr(*input, 25, 25, 600), 20, 0.2);  // one capacitor
}

}  // namespace
}  // namespace pin3
