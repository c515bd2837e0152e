#include "described.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

using Value = std::complex<double>;

Value parallel(Value a, Value b) {
    return a * b / (a + b);
}

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
    // sheet, 50 ohm balanced source: 107 dB at 60 Hz, 73 dB at 3 kHz (65 at the least)
    const StagePtr input = jt_11p_1();
    EXPECT_NEAR(input_cmrr(*input, 25, 25, 60), 107, 1.5);
    EXPECT_NEAR(input_cmrr(*input, 25, 25, 3e3), 73, 1.5);
}

// 600 ohm in one leg. The capacitance to the shield lowers that leg's end, c_residual raises the secondary's
// hot end: in hot they oppose each other, in cold they add up.
TEST(InputTransformer, rejects_better_with_600_ohm_in_hot_than_in_cold) {
    const StagePtr input = jt_11p_1();
    EXPECT_NEAR(input_cmrr(*input, 625, 25, 60), 103.8, 0.3);
    EXPECT_NEAR(input_cmrr(*input, 625, 25, 3e3), 69.8, 0.3);
    EXPECT_NEAR(input_cmrr(*input, 25, 625, 60), 95.7, 0.3);
    EXPECT_NEAR(input_cmrr(*input, 25, 625, 3e3), 61.7, 0.3);
}

// c_residual C between the inner ends, each behind half of its wire; nothing else to the shield. Its current
// I = jwC V makes I Z at the secondary's hot end and, through half of the primary's wire, an EMF of I rdc/2
// between hot and cold, the same way round. With capacitances of C_winding at each end as well the legs
// convert w dR C.
TEST(InputTransformer, passes_noise_by_its_residual_capacitance) {
    const double rp = 1450, rs = 1550, lm = 144, leakage = 12e-3, load = 10e3, c = 3.4e-12;
    for (const double hertz : {50.0, 1e3, 20e3}) {
        const Value s{0, two_pi * hertz};
        const Value primary = parallel(rp + s * leakage, s * lm);
        const Value at_end = parallel(rs / 2 + load, rs / 2 + primary);
        const Value core = parallel(s * lm, rs + load);
        const Value by_wire = rp / 2 * core / (core + rp + s * leakage) * load / (rs + load);
        const Value current = s * c / (1.0 + s * c * at_end);
        const Value expected = current * (at_end * load / (load + rs / 2) + by_wire);
        const Rig rig = input_rig(*described_input("transformer { c_winding = 0 }"), 0, 0);
        const Value seen = response(rig, "v_common", 0, hertz);
        EXPECT_LT(std::abs(seen - expected), 2e-3 * std::abs(expected)) << hertz;
    }
}

// E in series with lm: of it Z/(Z + jw lm) stands across the core, Z the source's and the load's impedance
// together.
TEST(InputTransformer, in_a_field_has_an_emf_in_series_with_its_magnetising_inductance) {
    const double rp = 1450, rs = 1550, lm = 144, leakage = 12e-3, load = 10e3;
    for (const double source : {50.0, 600.0, 1e5})
        for (const double hertz : {50.0, 1e3, 20e3}) {
            const Link link =
                link_of(fmt::format("symmetric {{ rout = {} }}", source / 2), "none",
                        "transformer { c_winding = 0, c_residual = 0, core_area = 1 cm2, turns = 2000 }");
            const Value s{0, two_pi * hertz};
            const Value z = parallel(source + rp + s * leakage, rs + load);
            const Value expected = z / (z + s * lm) * load / (rs + load);
            const Value seen = response(link_pickup_rig(link), "v_core", 0, hertz);
            EXPECT_LT(std::abs(std::abs(seen) / std::abs(expected) - 1), 1e-3) << source << " " << hertz;
        }
}

// 2 pi f B A N, harmonic by harmonic: 2000 turns of 1 cm^2 in 0.1 uT at 50 Hz have 6.28 uV.
TEST(InputTransformer, picks_up_by_area_and_turns_and_by_default_nothing) {
    const auto hum = [](const std::string& parameters, double mains_hz = 50) {
        const StagePtr input = described_input("transformer { " + parameters + " }");
        return input->kind->hum(input->parameters, mains_hz);
    };
    EXPECT_TRUE(hum("").empty());
    EXPECT_TRUE(hum("core_area = 1 cm2, turns = 2000, magnetic = 0").empty());
    const auto sine = hum("core_area = 1 cm2, turns = 2000, magnetic_spectrum = sine");
    ASSERT_EQ(sine.size(), 1u);
    EXPECT_EQ(sine[0].path, "core");
    EXPECT_NEAR(sine[0].lines.at(0).volts, two_pi * 50 * 1e-7 * 1e-4 * 2000, 1e-15);
    const auto lines =
        hum("core_area = 100 mm2, turns = 2000, magnetic = 1 uT, magnetic_spectrum = ((3, 10))", 60)[0].lines;
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_NEAR(lines[1].volts / lines[0].volts, 0.3, 1e-12);
    EXPECT_EQ(lines[1].frequency_hz, 180);
}

TEST(InputTransformer, says_what_is_missing_of_a_core) {
    const auto complaint = [](const std::string& values) {
        return complaint_about("input i : transformer { " + values + " }\n");
    };
    EXPECT_NE(complaint("turns = 2000").find("core_area and turns"), std::string::npos);
    EXPECT_NE(complaint("core_area = 1 cm2").find("core_area and turns"), std::string::npos);
    EXPECT_NE(complaint("core_area = 1 cm").find("an area"), std::string::npos);
    EXPECT_NE(complaint("core_area = -1 cm2, turns = 1").find("at least 0"), std::string::npos);
    EXPECT_EQ(complaint("core_area = 1 cm2, turns = 2000"), "");
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
