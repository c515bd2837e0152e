// Outputs with an op-amp of their own, and what stands at their pins: against closed forms, at 50 Hz, 1 kHz
// and 20 kHz.
#include "output_rig.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

using Value = std::complex<double>;

// One pole: A = 1000 / (1 + jf / 1 kHz), 100 ohm behind it.
const std::string small = "opamp small : behavioural { gain = 60 dB, gbw = 1 MHz, r_out = 100 }";
constexpr double r_out = 100, feedback = 10e3;

Value open_loop(double hertz) {
    return 1000.0 / Value{1, hertz / 1e3};
}

Value farad(double value, double hertz) {
    return 1.0 / Value{0, two_pi * hertz * value};
}

Value parallel(Value a, Value b) {
    return a * b / (a + b);
}

// What an amplifier of noise gain N does at its output: A behind r_out, and around it its feedback, `hanging`
// ohm to the chassis (none: 0). From the sum of the currents at the output.
struct Closed {
    Value z;
    Value per_noninverting;  // V per V at the non-inverting input
};

Closed closed(double noise_gain, double hanging, double hertz) {
    const Value a = open_loop(hertz);
    const Value siemens = (hanging > 0 ? 1 / hanging : 0) + (1.0 + a / noise_gain) / r_out;
    return {1.0 / siemens, a / r_out / siemens};
}

constexpr double frequencies[] = {50, 1e3, 20e3};

TEST(OutputAmplifier, of_one_leg_adds_its_closed_loop_impedance_to_hot_alone) {
    for (const double gain : {1.0, 4.0})
        for (const double hertz : frequencies) {
            const Closed expected = closed(gain, gain > 1 ? feedback * gain / (gain - 1) : 0, hertz);
            for (const std::string kind : {"unbalanced", "impedance_balanced"}) {
                const PinsSeen seen = pins_seen(
                    *described_output(fmt::format("{} {{ rout = 75, opamp = small, gain = {} }}", kind, gain),
                                      small),
                    hertz);
                EXPECT_LT(relative_error(seen.z_hot, 75.0 + expected.z), 1e-6) << kind << gain << hertz;
                EXPECT_LT(relative_error(seen.hot, expected.per_noninverting / gain), 1e-6);
                EXPECT_LT(relative_error(seen.z_cold, kind == "unbalanced" ? 0 : 75), 1e-6);
                EXPECT_LT(std::abs(seen.cold), 1e-12);
            }
        }
}

// Hot amplifies `gain` times and has that noise gain; cold inverts, its noise gain is one more. Its output
// lies at -A v-, v- = (in Rf + out Rin) / (Rin + Rf).
TEST(OutputAmplifier, of_a_symmetric_output_has_noise_gains_of_gain_and_one_more) {
    for (const double gain : {1.0, 4.0})
        for (const double hertz : frequencies) {
            const PinsSeen seen = pins_seen(
                *described_output(fmt::format("symmetric {{ rout = 50, opamp = small, gain = {} }}", gain),
                                  small),
                hertz);
            const Closed hot = closed(gain, gain > 1 ? feedback * gain / (gain - 1) : 0, hertz);
            EXPECT_LT(relative_error(seen.z_hot, 50.0 + hot.z), 1e-6);
            EXPECT_LT(relative_error(seen.hot, 0.5 / gain * hot.per_noninverting), 1e-6);
            const double rin = feedback / gain;
            const Closed cold = closed(1 + gain, feedback + rin, hertz);
            EXPECT_LT(relative_error(seen.z_cold, 50.0 + cold.z), 1e-6);
            // the source behind r_out and the input through both resistors
            const Value out =
                -0.5 / gain * (open_loop(hertz) * gain / (1 + gain) / r_out - 1 / (feedback + rin)) * cold.z;
            EXPECT_LT(relative_error(seen.cold, out), 1e-6) << gain << " " << hertz;
        }
}

TEST(OutputAmplifier, that_is_ideal_adds_nothing_whatever_its_gain) {
    for (const std::string kind : {"unbalanced", "impedance_balanced", "symmetric"}) {
        const PinsSeen one = pins_seen(kind + " { rout = 75 }"),
                       four = pins_seen(kind + " { rout = 75, gain = 4 }");
        EXPECT_EQ(one.hot, four.hot);
        EXPECT_EQ(one.z_hot, four.z_hot);
    }
}

// rout and the coupling capacitor in series, c_hot beside both, at the pin.
TEST(OutputPins, have_their_capacitors_behind_the_coupling_capacitors_and_rout) {
    for (const double hertz : frequencies) {
        const Value leg = 100.0 + farad(22e-6, hertz);
        const Value hot = parallel(leg, farad(10e-9, hertz)), cold = parallel(leg, farad(4e-9, hertz));
        const PinsSeen one = pins_seen("unbalanced { rout = 100, couple = 22 uF, c_hot = 10 nF }", hertz);
        EXPECT_LT(relative_error(one.z_hot, hot), 1e-7);
        EXPECT_LT(relative_error(one.hot, hot / leg), 1e-7);
        const PinsSeen two = pins_seen(
            "impedance_balanced { rout = 100, couple = 22 uF, c_hot = 10 nF, c_cold = 4 nF }", hertz);
        EXPECT_LT(relative_error(two.z_hot, hot), 1e-7);
        EXPECT_LT(relative_error(two.z_cold, cold), 1e-7);
        EXPECT_LT(relative_error(two.hot, hot / leg), 1e-7);
    }
}

// What is out of any sense is said where it stands, with what the value may be.
TEST(OutputPins, refuse_absurd_values) {
    const auto complaint = [](const std::string& output) {
        return complaint_about("output o : " + output + "\n");
    };
    for (const std::string kind : {"ground_cancelling", "transformer", "di_box"}) {
        EXPECT_NE(complaint(kind + " { rout = -1 }").find("`rout` must be at least 0 ohm"),
                  std::string::npos);
        EXPECT_NE(complaint(kind + " { rout = 1e9 }").find("`rout` must be at most 100 Mohm"),
                  std::string::npos);
    }
    for (const std::string kind : {"unbalanced", "impedance_balanced", "symmetric"}) {
        EXPECT_NE(complaint(kind + " { rout = -1 }").find("`rout` must be at least 0 ohm"),
                  std::string::npos);
        EXPECT_NE(complaint(kind + " { rout = 1e9 }").find("`rout` must be at most 100 Mohm"),
                  std::string::npos);
        EXPECT_NE(complaint(kind + " { gain = 0.5 }").find("`gain` must be at least 1"), std::string::npos);
        EXPECT_NE(complaint(kind + " { gain = -2 }").find("`gain` must be at least 1"), std::string::npos);
        EXPECT_NE(complaint(kind + " { gain = 1e6 }").find("`gain` must be at most 1000"), std::string::npos);
        EXPECT_NE(complaint(kind + " { gain = 2 5% }").find("`gain` takes no tolerance"), std::string::npos);
        EXPECT_NE(complaint(kind + " { opamp = ne5523 }").find("ne5532"), std::string::npos);
    }
    for (const std::string kind : {"unbalanced", "impedance_balanced"}) {
        EXPECT_NE(complaint(kind + " { c_hot = -1 nF }").find("`c_hot` must be at least 0 F"),
                  std::string::npos);
        EXPECT_NE(complaint(kind + " { c_hot = 10 }").find("`c_hot` must be at most 10 uF"),
                  std::string::npos);
    }
    const std::string reading = "measured { v_hot = 1, v_cold = 0, z_hot = 1, z_cold = 1, ";
    EXPECT_NE(complaint(reading + "l_hot = -1 mH }").find("`l_hot` must be at least 0 H"), std::string::npos);
    EXPECT_NE(complaint(reading + "l_cold = 500 }").find("`l_cold` must be at most 100 H"),
              std::string::npos);
    EXPECT_NE(complaint("cross_coupled { couple_sense = 0 }").find("`couple_sense` must be above 0"),
              std::string::npos);
    EXPECT_NE(complaint("transformer { c_residual = -1 pF }").find("`c_residual` must be at least 0 F"),
              std::string::npos);
    EXPECT_NE(complaint("transformer { residual = cold }").find("cold_to_cold"), std::string::npos);
}

}  // namespace
}  // namespace pin3
