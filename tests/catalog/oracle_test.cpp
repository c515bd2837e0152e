// The solver that the tests trust, against textbook closed forms.
#include "oracle/nodal.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace pin3 {
namespace {

using oracle::Complex;
using oracle::solve;

constexpr long double pi = std::numbers::pi_v<long double>;

class Oracle : public ::testing::Test {
protected:
    Oracle() : scope(circuit, "t"), in(scope.node("in")), out(scope.node("out")) {
        scope.voltage("in", in, ground, 0);
    }

    void expect(Complex is, Complex expected) {
        EXPECT_LT(std::abs(is - expected), 1e-15L * std::abs(expected)) << is << " instead of " << expected;
    }

    Circuit circuit;
    Scope scope;
    Node in;
    Node out;
};

TEST_F(Oracle, divide_by_resistors) {
    scope.resistor("a", in, out, fixed(3e3));
    scope.resistor("b", out, ground, fixed(1e3));
    expect(solve(circuit, "v_t_in", 0)[out], 0.25L);
}

TEST_F(Oracle, low_pass_of_resistor_and_capacitor) {
    scope.resistor("r", in, out, fixed(1e3));
    scope.capacitor("c", out, ground, fixed(1e-7));
    // 1 / (1 + j w R C)
    expect(solve(circuit, "v_t_in", 1e3)[out], 1.0L / Complex{1, 2 * pi * 1e3L * 1e3L * 1e-7L});
}

TEST_F(Oracle, series_resonance_of_coil_and_capacitor) {
    const Node middle = scope.node("middle");
    scope.resistor("r", in, middle, fixed(50));
    scope.inductor("l", middle, out, fixed(1e-3));
    scope.capacitor("c", out, ground, fixed(1e-6));
    // the voltage at C of a series circuit: 1 / (1 - w^2 L C + j w R C)
    for (const long double hertz : {100.0L, 5032.92L, 1e5L}) {
        const long double w = 2 * pi * hertz;
        const long double l = static_cast<double>(1e-3);
        const long double c = static_cast<double>(1e-6);
        const Complex expected = 1.0L / Complex{1 - w * w * l * c, w * 50 * c};
        const Complex is = solve(circuit, "v_t_in", static_cast<double>(hertz))[out];
        EXPECT_LT(std::abs(is - expected), 1e-12L * std::abs(expected));
    }
}

TEST_F(Oracle, coil_is_a_short_at_dc) {
    scope.inductor("l", in, out, fixed(1));
    scope.resistor("r", out, ground, fixed(1));
    expect(solve(circuit, "v_t_in", 0)[out], 1);
}

TEST_F(Oracle, inverting_amplifier_of_finite_gain) {
    const Node summing = scope.node("summing");
    scope.resistor("r1", in, summing, fixed(1e3));
    scope.resistor("r2", summing, out, fixed(1e4));
    scope.vcvs("opamp", out, ground, ground, summing, fixed(1000));
    // -G / (1 + (1 + G) / A), G = r2/r1
    expect(solve(circuit, "v_t_in", 1)[out], -10.0L / (1 + 11.0L / 1000));
}

TEST_F(Oracle, transconductance_draws_from_its_first_node) {
    scope.vccs("g", out, ground, in, ground, fixed(2e-3));
    scope.resistor("r", out, ground, fixed(1e3));
    expect(solve(circuit, "v_t_in", 1)[out], -2);
}

TEST_F(Oracle, current_mirror_through_a_sense_source) {
    const Node sensed = scope.node("sensed");
    scope.voltage("sense", in, sensed, 0);
    scope.resistor("load", sensed, ground, fixed(100));
    scope.cccs("f", ground, out, "sense", fixed(3));
    scope.resistor("r", out, ground, fixed(10));
    // 10 mA through the sense source, three times that out of the mirror into 10 ohm
    expect(solve(circuit, "v_t_in", 1)[out], 0.3L);
}

TEST_F(Oracle, current_source_pushes_into_its_second_node) {
    scope.current("push", ground, out, 0);
    scope.resistor("r", out, ground, fixed(5));
    expect(solve(circuit, "i_t_push", 1)[out], 5);
    expect(solve(circuit, "i_t_push", 1)[in] + Complex{1}, 1);
}

TEST_F(Oracle, diode_that_blocks_is_a_picosiemens) {
    scope.diode("d", in, out, "any");
    scope.resistor("r", out, ground, fixed(1e12));
    EXPECT_NEAR(static_cast<double>(solve(circuit, "v_t_in", 1)[out].real()), 0.5, 1e-12);
}

TEST_F(Oracle, joined_nodes_have_one_voltage) {
    const Node other = scope.node("other");
    scope.resistor("r", in, other, fixed(1));
    scope.resistor("load", out, ground, fixed(1));
    scope.join(other, out);
    const auto volts = solve(circuit, "v_t_in", 1);
    expect(volts[other], 0.5L);
    expect(volts[out], 0.5L);
}

TEST_F(Oracle, refuses_what_it_cannot_solve) {
    EXPECT_THROW(solve(circuit, "v_t_nothing", 1), std::invalid_argument);

    const Node adrift = scope.node("adrift");
    scope.capacitor("c", in, adrift, fixed(1e-9));
    EXPECT_THROW(solve(circuit, "v_t_in", 0), std::invalid_argument);  // nothing holds it at DC
    EXPECT_NO_THROW(solve(circuit, "v_t_in", 1));

    scope.subcircuit("x", {in, out}, "any");
    EXPECT_THROW(solve(circuit, "v_t_in", 1), std::invalid_argument);
}

}  // namespace
}  // namespace pin3
