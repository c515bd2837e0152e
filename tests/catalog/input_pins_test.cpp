// What stands between an input's pins and its stage, against closed forms; rows of parts; the lift.
#include "catalog/catalog.hpp"
#include "catalog/lead.hpp"
#include "circuit/dc_path.hpp"
#include "circuit/variation.hpp"
#include "described.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

using Complex = std::complex<double>;

Complex parallel(Complex a, Complex b) {
    return a * b / (a + b);
}

Complex farads(double farad, double hertz) {
    return 1.0 / Complex(0, two_pi * hertz * farad);
}

constexpr double spots[] = {50, 1e3, 20e3};

// One leg from a source of `ohm`: c and phantom at the pin, then couple, then the stage's z to ground.
// Returns what of the open voltage stands on the stage.
Complex leg(double hertz, double ohm, double c, double phantom, double couple, double z) {
    const Complex behind = farads(couple, hertz) + z;
    const Complex pin = parallel(parallel(phantom, farads(c, hertz)), behind);
    return pin / (pin + ohm) * z / behind;
}

TEST(InputPins, are_capacitor_then_phantom_then_coupling_then_the_stage) {
    const Link link =
        link_of("measured { v_hot = 0.5, v_cold = -0.5, z_hot = 200, z_cold = 300 }", "none",
                "measured { z_hot = 1.2k, z_cold = 2k, c_hot = 10 nF, c_cold = 22 nF, phantom_hot = 6.8k, "
                "phantom_cold = 6.7k, couple_hot = 10 uF, couple_cold = 4.7 uF }");
    for (const double hertz : spots) {
        const Complex hot = leg(hertz, 200 + contact_ohm, 10e-9, 6.8e3, 10e-6, 1.2e3),
                      cold = leg(hertz, 300 + contact_ohm, 22e-9, 6.7e3, 4.7e-6, 2e3);
        EXPECT_NEAR(std::abs(signal_gain(link, hertz) - (hot + cold) / 2.0), 0, 1e-9) << hertz;
        EXPECT_NEAR(std::abs(ground_gain(link, hertz) - (hot - cold)), 0, 1e-9) << hertz;
    }
}

// The load sees half of the signal from either leg and nothing of what both have alike.
TEST(InputPins, have_the_load_between_the_legs_behind_the_coupling) {
    const Link link = link_of("symmetric { rout = 100 }", "none",
                              "measured { z_hot = 10k, z_cold = 10k, couple = 1 uF, load_between = 1k }");
    for (const double hertz : spots) {
        const Complex series = 100 + contact_ohm + farads(1e-6, hertz);
        const Complex stage = parallel(10e3, 500);  // half of the load a leg
        EXPECT_NEAR(std::abs(signal_gain(link, hertz) - stage / (stage + series)), 0, 1e-9) << hertz;
        EXPECT_NEAR(std::abs(ground_gain(link, hertz)), 0, 1e-9) << hertz;
    }
}

const Element& element(const Circuit& circuit, const std::string& name) {
    const auto found = std::find_if(circuit.elements().begin(), circuit.elements().end(),
                                    [&](const Element& one) { return one.name == "input_" + name; });
    if (found == circuit.elements().end()) throw std::runtime_error("no " + name);
    return *found;
}

// Needs of a kind, so that it can be built.
std::string needed(const Kind& kind) {
    return kind.name == "measured" ? "z_hot = 10k, z_cold = 10k, " : "";
}

TEST(InputPins, stand_before_every_kind_of_stage) {
    for (const Kind* const kind : kinds(Role::input)) {
        const StagePtr input = described_input(
            fmt::format("{} {{ {}c_hot = 1 nF, phantom = 6.8k, couple = 47 uF, load_between = 1k }}",
                        kind->name, needed(*kind)));
        const Rig rig = input_rig(*input, 10, 10);
        const Circuit& circuit = rig.circuit;
        EXPECT_EQ(nodes_without_dc_path(circuit), std::vector<std::string>{}) << kind->name;
        const Node pin = circuit.canonical(rig.probes[1]);
        const Element &c = element(circuit, "c_hot"), &phantom = element(circuit, "phantom_hot"),
                      &couple = element(circuit, "couple_hot"), &load = element(circuit, "load_between");
        EXPECT_EQ(c.nodes, (std::vector<Node>{pin, ground})) << kind->name;
        EXPECT_EQ(phantom.nodes, (std::vector<Node>{pin, ground})) << kind->name;
        EXPECT_EQ(couple.nodes[0], pin) << kind->name;
        EXPECT_EQ(load.nodes[0], couple.nodes[1]) << kind->name;
        EXPECT_NE(couple.nodes[1], pin) << kind->name;
    }
}

TEST(InputPins, are_drawn_within_76_columns_for_every_kind) {
    for (const Kind* const kind : kinds(Role::input))
        for (const std::string_view drawing : {kind->circuit, kind->pins})
            for (std::size_t begin = 0; begin < drawing.size();) {
                const std::size_t end = std::min(drawing.find('\n', begin), drawing.size());
                EXPECT_LE(end - begin, 76U) << drawing.substr(begin, end - begin);
                begin = end + 1;
            }
}

// A microphone input: V_d/V_cm = (1/(w C_cold) - 1/(w C_hot)) / (Z + Zs), C 47 uF and 20 % less, Zs what 50
// ohm beside 6.8k come to: 16.93 ohm of 1249.6 at 50 Hz are 37.4 dB.
TEST(InputPins, of_a_microphone_input_lose_by_unequal_coupling_capacitors_37_4_dB_at_50_Hz) {
    const Link link = link_of("symmetric { rout = 50 }", "none",
                              "instrumentation { r_bias = 1.2k, phantom = 6.8k, couple_hot = 47 uF, "
                              "couple_cold = 37.6 uF }");
    EXPECT_NEAR(cmrr(link, 50), 37.4, 0.05);
    EXPECT_NEAR(cmrr(link, 1e3), 63.4, 0.05);
}

// 1/(w C) is 144.7 ohm at 50 Hz, 120.6 and 180.9 in the worst corner: 60.3 ohm of 20k are 50.4 dB; 52.0 dB at
// 60 Hz
TEST(InputPins, of_22_uF_20_percent_into_20k_leave_50_4_dB_in_the_worst_corner) {
    const Link link = link_of("symmetric { rout = 0 }", "none",
                              "measured { z_hot = 20k, z_cold = 20k, couple_hot = 26.4 uF, couple_cold = "
                              "17.6 uF }");
    EXPECT_NEAR(cmrr(link, 50), 50.4, 0.05);
    EXPECT_NEAR(cmrr(link, 60), 52.0, 0.05);
}

// dZ/Z of 6.8k +-1 % beside 1.2k is 1.2/8.0 of 1 % a leg, and that times Zs/(Z + Zs) of 50 ohm and 1020 ohm
// is 0.3 % x 50/1070 = 140e-6: 77.1 dB.
TEST(InputPins, of_phantom_resistors_of_1_percent_leave_77_1_dB) {
    const Link link = link_of("symmetric { rout = 50 }", "none",
                              "measured { z_hot = 1.2k, z_cold = 1.2k, couple = 1, phantom_hot = 6.868k, "
                              "phantom_cold = 6.732k }");
    for (const double hertz : spots) EXPECT_NEAR(cmrr(link, hertz), 77.1, 0.05) << hertz;
}

// 1k in hot alone: 1k against the 20k of a leg, 20 log 20
TEST(InputPins, behind_1k_in_hot_alone_leave_a_balanced_input_26_0_dB) {
    const Link link = link_of("unbalanced { rout = 1k }", "none", "difference { r = 10k }");
    EXPECT_NEAR(cmrr(link, 1e3), 26.02, 0.01);
}

TEST(InputPins, refuse_phantom_voltage_that_would_reach_the_stage) {
    for (const char* const kind : {"difference", "instrumentation", "bootstrapped", "unbalanced"}) {
        const auto complaint = [&](const std::string& parameters) {
            return complaint_about(fmt::format("input a : {} {{ {} }}\n", kind, parameters));
        };
        EXPECT_NE(complaint("phantom = 6.8k").find("48 V"), std::string::npos) << kind;
        EXPECT_NE(complaint("phantom = 6.8k, couple_hot = none, couple = 47 uF").find("in hot"),
                  std::string::npos)
            << kind;
        EXPECT_EQ(complaint("phantom = 6.8k, couple = 47 uF"), "") << kind;
    }
    EXPECT_EQ(complaint_about("input a : transformer { phantom = 6.8k }\n"), "");
}

TEST(InputPins, refuse_values_that_no_part_has) {
    for (const char* const wrong :
         {"couple = 0", "couple = -1 uF", "phantom = 0", "phantom_hot = -6.8k", "load_between = 0",
          "c_hot = -1 pF", "couple_cold = 10k ohm", "phantom = 10 uF"})
        EXPECT_NE(complaint_about(fmt::format("input a : difference {{ {} }}\n", wrong)), "") << wrong;
    EXPECT_NE(complaint_about("input a : unbalanced { lift = -1 }\n"), "");
}

TEST(InputUnbalancedPins, have_no_cold_ones_and_read_c_as_ever) {
    for (const char* const cold : {"c_cold = 1 nF", "couple_cold = 1 uF", "phantom_cold = 6.8k"})
        EXPECT_NE(complaint_about(fmt::format("input a : unbalanced {{ {} }}\n", cold)).find("no parameter"),
                  std::string::npos)
            << cold;
    const Link before = link_of("unbalanced { rout = 10k }", "none", "unbalanced { c = 1 nF }"),
               now = link_of("unbalanced { rout = 10k }", "none", "unbalanced { c_hot = 1 nF }");
    EXPECT_EQ(signal_gain(before, 20e3), signal_gain(now, 20e3));
    EXPECT_EQ(complaint_about("input a : unbalanced { c = none }\n"), "");
    EXPECT_NE(complaint_about("input a : unbalanced { c = 1 nF, c_hot = 1 nF }\n").find("given twice"),
              std::string::npos);
    // a copy overrides what its original calls by the other name
    const Description copied = described("input a : unbalanced { c = 1 nF }\ninput b : a { c_hot = 2 nF }\n");
    EXPECT_EQ(copied.stage(Role::input, "b")->parameters.number("c_hot"), 2e-9);
}

// |lift + R_s + j w L| / R_s, R_s and L those of the shield: L is l_common times the length. Hot's current
// through r adds 1e-6 of it.
TEST(InputUnbalancedLift, takes_the_noise_off_the_shield_by_its_share) {
    for (const double lift : {0.0, 1.0, 220.0})
        for (const double hertz : spots) {
            const Link link =
                link_of("unbalanced { rout = 100 }", "coax { length = 5 m, r_shield = 8.5m, c_shield = 0 }",
                        fmt::format("unbalanced {{ r = 1meg, lift = {} }}", lift), "mains");
            const double shield = 5 * 8.5e-3;
            const Complex all(lift + shield, two_pi * hertz * 5e-6);
            EXPECT_NEAR(cmrr(link, hertz), decibel(all / shield), 0.01) << lift << " " << hertz;
        }
}

// A car amplifier: 0.5 V between it and the head unit, 20 mohm of earth path, a lead of 42.5 mohm. I R_s is
// 0.5 V x 42.5/|62.5 + j w L| = -7.3 dBu at 400 Hz; 220 ohm in the signal ground reject 74.3 dB.
TEST(InputUnbalancedLift, of_a_car_amplifier_is_74_3_dB) {
    const auto car = [](const std::string& input) {
        return link_of("unbalanced { rout = 100 }", "coax { length = 5 m, r_shield = 8.5m }", input,
                       "mains { impedance = 20m, inductance = 0 }");
    };
    const Rig rig = link_rig(car("unbalanced { r = 1meg }"));
    const double volts = 0.5 * std::abs(response(rig, "v_ground", 0, 400));
    EXPECT_NEAR(20 * std::log10(volts / std::sqrt(0.6)), -7.3, 0.05);
    EXPECT_NEAR(cmrr(car("unbalanced { r = 1meg, lift = 220 }"), 400), 74.3, 0.05);
}

// The lead brings two contacts to the signal ground, pin 1 and cold; what lies in one of them adds nothing.
TEST(InputUnbalancedLift, is_the_same_with_a_pin_1_of_some_resistance) {
    for (const double hertz : spots) {
        const auto with = [&](const std::string& pin1) {
            return cmrr(link_of("unbalanced { rout = 100 }", "coax { length = 5 m }",
                                "unbalanced { lift = 10" + pin1 + " }"),
                        hertz);
        };
        EXPECT_NEAR(with(", pin1 = 20m"), with(""), 1e-6);
    }
}

double total(const Circuit& circuit, const std::string& name) {
    double sum = 0;
    for (const Element& one : circuit.elements())
        if (one.name.starts_with("input_" + name)) sum += one.part.value;
    return sum;
}

TEST(Rows, are_so_many_resistors_in_series) {
    const StagePtr row = described_input("difference { r1 = 3 x 100k 1%, r2 = 300k, r3 = 300k, r4 = 300k }");
    const Rig rig = input_rig(*row, 0, 0);
    EXPECT_EQ(row->parameters.number("r1"), 300e3);
    EXPECT_NEAR(total(rig.circuit, "r1"), 300e3, 1e-6);
    EXPECT_EQ(element(rig.circuit, "r1_part2").part.value, 100e3);
    const StagePtr one = described_input("difference { r = 300k }");
    EXPECT_NEAR(std::abs(response(rig, "v_differential", 0, 1e3) -
                         response(input_rig(*one, 0, 0), "v_differential", 0, 1e3)),
                0, 1e-12);
}

// Each part is drawn for itself: the variance of the sum is R^2 t^2/3 / n, that of one part t^2/3.
TEST(Rows, spread_as_the_sum_of_their_parts_does) {
    for (const int parts : {1, 3, 10}) {
        const StagePtr row =
            described_input(fmt::format("difference {{ r1 = {} x {:.17g} 1% }}", parts, 10e3 / parts));
        const Circuit circuit = input_rig(*row, 0, 0).circuit;
        const Variation variation = variation_of(circuit);
        EXPECT_EQ(variation.variables.size(), static_cast<std::size_t>(parts));
        constexpr int units = 4000;
        double squares = 0, most = 0;
        for (std::uint64_t unit = 0; unit < units; ++unit) {
            const double off = total(built(circuit, {unit, 1}), "r1") / 10e3 - 1;
            squares += off * off;
            most = std::max(most, std::abs(off));
        }
        // four standard deviations of a variance from 4000 normal draws: 4 sqrt(2/4000)
        EXPECT_NEAR(squares / units / (1e-4 / 3 / parts), 1, 0.09) << parts;
        EXPECT_LE(most, 0.01);
        const std::vector<double> corner(variation.variables.size(), 1);
        EXPECT_NEAR(total(varied(circuit, variation, corner), "r1"), 10.1e3, 1e-8);
    }
}

TEST(Rows, of_a_matched_network_share_its_lot) {
    const StagePtr row = described_input("difference { r = 2 x 5k 1% matched 0.05% }");
    const Variation variation = variation_of(input_rig(*row, 0, 0).circuit);
    EXPECT_EQ(variation.variables.size(), 9U);  // the lot, and two parts each of four
    EXPECT_TRUE(variation.variable("receiver.r, lot"));
    EXPECT_TRUE(variation.variable("receiver.r3, 2 of 2"));
}

// The value that several resistors follow makes a row of each; a part that is split stays one draw.
TEST(Rows, are_rows_wherever_their_value_goes) {
    const StagePtr transformer = described_input("transformer { rdc_primary = 2 x 700 5% }");
    const Circuit circuit = input_rig(*transformer, 0, 0).circuit;
    EXPECT_NEAR(total(circuit, "rdc_primary"), 1400, 1e-9);
    EXPECT_EQ(variation_of(circuit).variables.size(), 2U);
    const StagePtr pair = described_input("instrumentation { r_bias = 3 x 330k 1% }");
    EXPECT_EQ(variation_of(input_rig(*pair, 0, 0).circuit).variables.size(), 6U);
}

TEST(Rows, are_refused_where_no_resistors_are) {
    const auto complaint = [](const std::string& parameter) {
        return complaint_about("input a : difference { " + parameter + " }\n");
    };
    EXPECT_NE(complaint("couple = 2 x 47 uF").find("no row of resistors"), std::string::npos);
    EXPECT_NE(complaint("gain = 2 x 1").find("no row of resistors"), std::string::npos);
    EXPECT_NE(complaint("r = 0 x 10k").find("1 to 100"), std::string::npos);
    EXPECT_NE(complaint("r = 101 x 10k").find("1 to 100"), std::string::npos);
    EXPECT_NE(complaint("r = 99999999999 x 10k").find("1 to 100"), std::string::npos);
    EXPECT_NE(complaint("r = 2 x 0").find("above 0"), std::string::npos);
    EXPECT_EQ(complaint("r = 1 x 10k 1%"), "");
}

}  // namespace
}  // namespace pin3
