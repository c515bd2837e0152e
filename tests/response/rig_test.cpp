#include "catalog/catalog.hpp"
#include "catalog/described.hpp"
#include "circuit/dc_path.hpp"
#include "floating_chassis.hpp"

namespace pin3 {
namespace {

// What an output with equal and unequal legs does to the ground noise of a difference amplifier with exact
// resistors, no cable between.
struct Bridge {
    const char* output;
    double decibel;  // of the ground gain
};

class LinkBridge : public testing::TestWithParam<Bridge> {};

// [calc] A_cm = (r1 r4 - r2 r3) / (r1 (r3 + r4)) with the source's resistances in r1 (cold) and r3 (hot).
TEST_P(LinkBridge, converts_as_the_bridge_of_source_and_input_does) {
    EXPECT_NEAR(decibel(ground_gain(link_of(GetParam().output, "none", "difference"), 1e3)),
                GetParam().decibel, 0.06);
}

INSTANTIATE_TEST_SUITE_P(Outputs, LinkBridge,
                         testing::Values(
                             // 1 / (1.01 x 20.1k): symmetric and impedance-balanced do the same
                             Bridge{"symmetric { rout_hot = 100, rout_cold = 101 }", -86.15},
                             Bridge{"impedance_balanced { rout = 100, pin3 = 101 }", -86.15},
                             Bridge{"symmetric { rout_hot = 100, rout_cold = 110 }", -66.16},
                             Bridge{"impedance_balanced { rout = 100, pin3 = 110 }", -66.16},
                             // pin 3 shorted at the source: R / (20k + R)
                             Bridge{"unbalanced { rout = 50 }", -52.1},
                             Bridge{"unbalanced { rout = 150 }", -42.6},
                             Bridge{"unbalanced { rout = 470 }", -32.8},
                             Bridge{"unbalanced { rout = 600 }", -30.7}));

TEST(Link, loses_6_dB_of_level_and_nothing_of_the_rejection_to_an_impedance_balanced_output) {
    const Link symmetric = link_of("symmetric { rout_hot = 100, rout_cold = 101 }", "none", "difference");
    const Link passive = link_of("impedance_balanced { rout = 100, pin3 = 101 }", "none", "difference");
    EXPECT_NEAR(std::abs(ground_gain(symmetric, 1e3) / ground_gain(passive, 1e3)), 1, 1e-9);
    // unloaded both bring 1 V: the definition of the signal makes them alike
    EXPECT_NEAR(decibel(signal_gain(symmetric, 1e3) / signal_gain(passive, 1e3)), 0, 1e-3);
}

TEST(Link, rejects_nothing_with_pin_3_floating_at_the_source) {
    // [calc] cold sits at the receiver's ground: 0 dB, level -6.02 dB (and 100 / 20.1k of it)
    const Link link = link_of("unbalanced { rout = 100, pin3 = open }", "none", "difference");
    EXPECT_NEAR(cmrr(link, 1e3), 0, 1e-6);
    EXPECT_NEAR(decibel(signal_gain(link, 1e3)), -6.02 - 0.043, 0.002);
}

TEST(Link, is_near_0_dB_between_unbalanced_stages_bonded_at_both_ends) {
    for (const char* const between : {"none", "mains", "double_insulated", "rf"})
        EXPECT_NEAR(cmrr(link_of("unbalanced", "coax { length = 3 m }", "unbalanced", between), 50), 0, 2e-3)
            << between;
}

struct Coupling {
    double hertz;
    double decibel_10u;
};

class LinkCoupling : public testing::TestWithParam<Coupling> {};

// [calc] Z_leg / dZ with 10 uF +-20 % into 20 kohm: 43.6/45.2/69.6 dB at 50/60/1000 Hz; 100 uF: 20 dB more
TEST_P(LinkCoupling, converts_through_unequal_coupling_capacitors) {
    const auto conversion = [](const std::string& hot, const std::string& cold) {
        const Link link =
            link_of("impedance_balanced { rout = 0, couple_hot = " + hot + ", couple_cold = " + cold + " }",
                    "none", "difference");
        return -decibel(ground_gain(link, GetParam().hertz));
    };
    EXPECT_NEAR(conversion("12u", "8u"), GetParam().decibel_10u, 0.1);
    EXPECT_NEAR(conversion("120u", "80u"), GetParam().decibel_10u + 20, 0.1);
}

INSTANTIATE_TEST_SUITE_P(Frequencies, LinkCoupling,
                         testing::Values(Coupling{50, 43.6}, Coupling{60, 45.2}, Coupling{1e3, 69.6}));

// ---------------------------------------------------------------------- one circuit against another

const std::vector<std::string> outputs = {
    "unbalanced { rout = 470 }",
    "unbalanced { rout = 470, pin3 = open }",
    "impedance_balanced { rout = 100, pin3 = 110, couple = 22u }",
    "symmetric { rout_hot = 50, rout_cold = 55, gain_error = 1 %, opamp = ne5532 }",
    "cross_coupled { rout = 50 }",
    "ground_cancelling",
    "transformer { c_winding_imbalance = 10 % }",
    "transformer { tap = ground }",
    "di_box",
    "di_box { lift = yes }",
    "measured { v_hot = 0.6, v_cold = -0.4, z_hot = 49, z_cold = 52, z_common = 1.8k }",
};
const std::vector<std::string> cables = {
    "twisted_pair { length = 20 m, sections = 2, shield = both }",
    "twisted_pair { length = 20 m, sections = 2, shield = source }",
    "twisted_pair { length = 20 m, sections = 2, shield = receiver }",
    "twisted_pair { length = 20 m, sections = 2, shield = 10 nF }",
    "twisted_pair { length = 20 m, sections = 2, pin3 = source }",
    "twisted_pair { length = 20 m, sections = 2, pin3 = (source, 1k) }",
    "twisted_pair { length = 20 m, sections = 2, pin3 = receiver }",
    "twisted_pair { length = 20 m, sections = 2, pin3 = open }",
    "star_quad { length = 20 m, sections = 2 }",
    "coax { length = 5 m, sections = 2 }",
    "coax { length = 5 m, sections = 2, shield = source }",
    "unshielded { length = 5 m, sections = 2 }",
    "none",
};
const std::vector<std::string> grounds = {"mains", "double_insulated", "supply", "rf", "none"};

const std::vector<std::string> inputs = {
    "unbalanced { c = 100 pF }",
    "unbalanced { phantom = 6.8k, couple = 10 uF, lift = 220 }",
    "difference { phantom = 6.8k, couple = 47 uF }",
    "difference { couple = 47 uF }",
    "difference { gain = 2, c_hot = 100 pF }",
    "instrumentation { gain = 4, opamp = tl072 }",
    "bootstrapped",
    "transformer",
    "transformer { faraday = no }",
    "transformer { couple = 10 uF }",
    "measured { z_hot = 12k, z_cold = 11k, cmrr = 62 dB }",
};

TEST(Link, has_a_dc_path_to_every_node_whatever_is_joined) {
    for (const std::string& output : outputs)
        for (const std::string& cable : cables)
            for (const std::string& input : inputs)
                for (const std::string& between : grounds)
                    EXPECT_EQ(nodes_without_dc_path(link_rig(link_of(output, cable, input, between)).circuit),
                              std::vector<std::string>{})
                        << output << " -> " << cable << " -> " << input << " @ " << between;
}

TEST(Link, can_be_made_of_the_example_of_every_input_cable_and_ground) {
    for (const Role role : {Role::input, Role::cable, Role::ground})
        for (const Kind* const kind : kinds(role)) {
            const std::string text(kind->example);
            const StagePtr example = described(text + "\n").stages.at(0);
            EXPECT_EQ(example->kind, kind);
            Link link = link_of("symmetric", "none", "difference");
            (role == Role::input ? link.input : role == Role::cable ? link.cable : link.ground) = example;
            EXPECT_GT(std::abs(signal_gain(link, 1e3)), 0.3) << text;
        }
}

// The circuit with both chassis on node 0 and a source of U in each conductor is the circuit with a source
// whose chassis floats.
class LinkEquivalence : public testing::TestWithParam<std::string> {};

TEST_P(LinkEquivalence, is_the_circuit_with_a_floating_source_chassis) {
    for (const std::string& cable : cables)
        for (const std::string& between : grounds) {
            const Link link = link_of(GetParam(), cable, "difference { r1 = 10.1k, c_hot = 47 pF }", between);
            const Rig rig = link_rig(link);
            const auto [floating, couplings] = with_floating_chassis(rig);
            for (const char* const drive : {"v_signal", "v_ground"})
                for (const double hertz : {50.0, 20e3}) {
                    const oracle::Solution seen = oracle::solve(rig.circuit, drive, hertz);
                    const oracle::Solution expected =
                        oracle::solve(floating.circuit, drive, hertz, couplings);
                    for (const std::size_t probe : {0u, 1u}) {
                        const oracle::Complex is = seen[rig.probes[probe]];
                        const oracle::Complex should = expected[floating.probes[probe]];
                        // 1e-18: where both are nothing but rounding
                        EXPECT_LE(std::abs(is - should), 1e-8L * std::abs(should) + 1e-18L)
                            << cable << " @ " << between << ", " << drive << ", probe " << probe << ", "
                            << hertz;
                    }
                }
        }
}

INSTANTIATE_TEST_SUITE_P(Outputs, LinkEquivalence, testing::ValuesIn(outputs));

}  // namespace
}  // namespace pin3
