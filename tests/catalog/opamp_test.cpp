#include "catalog/opamp.hpp"

#include "described.hpp"
#include "description/opamp_models.hpp"

#include <numbers>

namespace pin3 {
namespace {

using Value = std::complex<double>;

// An op-amp between three nodes, each with a source that can drive it; a source that does not drive is a
// short circuit, and one of current an open one.
class OpampOnTheBench : public ::testing::Test {
protected:
    OpampOnTheBench()
        : scope(circuit, "t"), plus(scope.node("plus")), minus(scope.node("minus")), out(scope.node("out")) {}

    void place(const std::string& figures) {
        Setting setting;
        setting.model =
            described("opamp tested : behavioural { " + figures + " }").stage(Role::opamp, "tested");
        build_opamp(scope, "opamp", setting, {plus, minus, out});
    }

    Value at(const std::string& source, Node node, double hertz) const {
        return static_cast<Value>(oracle::solve(circuit, source, hertz)[node]);
    }

    void expect(Value is, Value expected) const {
        EXPECT_LT(std::abs(is - expected), 1e-6 * std::abs(expected)) << is << " instead of " << expected;
    }

    Circuit circuit;
    Scope scope;
    Node plus;
    Node minus;
    Node out;
};

// A / ((1 + j f gain/gbw) (1 + j f/pole2))
TEST_F(OpampOnTheBench, has_its_gain_and_its_two_poles) {
    place("gain = 100 dB, gbw = 10 MHz, pole2 = 15 MHz");
    scope.voltage("plus", plus, ground, 0);
    scope.voltage("minus", minus, ground, 0);
    for (const double hertz : {0.0, 100.0, 1e3, 10e6, 15e6, 100e6}) {
        const Value expected = 1e5 / (Value{1, hertz * 1e5 / 10e6} * Value{1, hertz / 15e6});
        expect(at("v_t_plus", out, hertz), expected);
        expect(at("v_t_minus", out, hertz), -expected);
    }
}

TEST_F(OpampOnTheBench, has_one_pole_when_there_is_no_second) {
    place("gain = 120 dB, gbw = 1 MHz");
    scope.voltage("plus", plus, ground, 0);
    scope.voltage("minus", minus, ground, 0);
    expect(at("v_t_plus", out, 1e6), 1e6 / Value{1, 1e6});
}

// Both inputs together: A / cmrr, and cmrr falls 20 dB a decade above its corner. In phase with the + input.
TEST_F(OpampOnTheBench, answers_to_a_common_voltage_as_its_rejection_says) {
    place("gain = 100 dB, gbw = 10 MHz, cmrr = 80 dB, cmrr_corner = 1 kHz");
    scope.voltage("plus", plus, ground, 0);
    scope.vcvs("both", minus, ground, plus, ground, fixed(1));
    const auto gain = [](double hertz) { return 1e5 / Value{1, hertz * 1e5 / 10e6}; };
    expect(at("v_t_plus", out, 0), 1e5 / 1e4);
    for (const double hertz : {10.0, 1e3, 10e3, 100e3}) {
        // down to 0 dB, cmrr times the corner: the second factor
        const Value rejection = 1e4 / Value{1, hertz / 1e3} * Value{1, hertz / (1e3 * 1e4)};
        expect(at("v_t_plus", out, hertz), gain(hertz) / rejection);
    }
    // 20 dB a decade: 80 dB at DC, 60 dB and a little less a decade above the corner
    EXPECT_NEAR(decibel(gain(10e3) / at("v_t_plus", out, 10e3)), 80 - 20.04, 0.01);
}

TEST_F(OpampOnTheBench, rejects_alike_at_all_frequencies_without_a_corner) {
    place("gain = 100 dB, gbw = 10 MHz, cmrr = 90 dB");
    scope.voltage("plus", plus, ground, 0);
    scope.vcvs("both", minus, ground, plus, ground, fixed(1));
    expect(at("v_t_plus", out, 10e3), 1e5 / Value{1, 100} / std::pow(10, 4.5));
}

TEST_F(OpampOnTheBench, has_no_common_mode_gain_without_a_figure) {
    place("gain = 100 dB, gbw = 10 MHz");
    scope.voltage("plus", plus, ground, 0);
    scope.vcvs("both", minus, ground, plus, ground, fixed(1));
    EXPECT_LT(std::abs(at("v_t_plus", out, 1e3)), 1e-12);
}

TEST_F(OpampOnTheBench, has_its_input_impedances) {
    place("r_differential = 300k, c_differential = 3 pF, r_common = 100meg, c_common = 2 pF");
    scope.current("plus", ground, plus, 0);
    scope.voltage("minus", minus, ground, 0);
    const double hertz = 20e3;
    const double omega = 2 * std::numbers::pi * hertz;
    expect(at("i_t_plus", plus, hertz), 1.0 / Value{1 / 300e3 + 1e-8, omega * 5e-12});
}

TEST_F(OpampOnTheBench, shows_only_its_common_impedance_when_both_inputs_move_together) {
    place("r_differential = 300k, c_differential = 3 pF, r_common = 100meg, c_common = 2 pF");
    scope.current("plus", ground, plus, 0);
    scope.vcvs("both", minus, ground, plus, ground, fixed(1));
    const double omega = 2 * std::numbers::pi * 20e3;
    expect(at("i_t_plus", plus, 20e3), 1.0 / Value{1e-8, omega * 2e-12});
}

TEST_F(OpampOnTheBench, has_its_output_impedance_open_loop) {
    place("r_out = 20");
    scope.voltage("plus", plus, ground, 0);
    scope.voltage("minus", minus, ground, 0);
    scope.current("load", ground, out, 0);
    expect(at("i_t_load", out, 1e3), 20);
}

// r_out / (1 + A)
TEST_F(OpampOnTheBench, divides_its_output_impedance_by_the_loop_gain) {
    place("gain = 100 dB, gbw = 10 MHz, r_out = 20");
    scope.join(minus, out);
    scope.voltage("plus", plus, ground, 0);
    scope.current("load", ground, out, 0);
    expect(at("i_t_load", out, 20e3), 20.0 / (1.0 + 1e5 / Value{1, 200}));
}

TEST_F(OpampOnTheBench, figures_of_the_time_domain_do_not_change_the_response) {
    const auto response_with = [](const std::string& figures) {
        OpampOnTheBench_figures_of_the_time_domain_do_not_change_the_response_Test rig;
        rig.place("gain = 100 dB, gbw = 10 MHz" + figures);
        rig.scope.voltage("plus", rig.plus, ground, 0);
        rig.scope.voltage("minus", rig.minus, ground, 0);
        return rig.at("v_t_plus", rig.out, 1e4);
    };
    EXPECT_EQ(
        response_with(
            ", slew = 9 V/us, current_limit = 38 mA, noise_voltage = 5 nV/rtHz, noise_current = 0.7 pA/rtHz"),
        response_with(""));
}

TEST_F(OpampOnTheBench, says_when_the_headroom_leaves_nothing_of_the_supply) {
    EXPECT_EQ(complaint_about("opamp tested : behavioural { supply = 5 V }"), "");
    EXPECT_NE(
        complaint_about("opamp tested : behavioural { supply = 1.5 V, headroom = 1.5 V }").find("no range"),
        std::string::npos);
}

// Each of the models folder can be built, and its gain is what its file says.
TEST(OpampModels, all_have_the_gain_of_their_file) {
    const SearchPath models{{std::string(PIN3_SOURCE_DIR) + "/models"}};
    const std::vector<StagePtr> all = known_opamps(models);
    EXPECT_GE(all.size(), 15U);
    for (const StagePtr& opamp : all) {
        Circuit circuit;
        Scope scope(circuit, "t");
        const Node plus = scope.node("plus");
        const Node out = scope.node("out");
        scope.voltage("plus", plus, ground, 0);
        Setting setting;
        setting.model = opamp;
        build_opamp(scope, "opamp", setting, {plus, ground, out});
        const auto gain = static_cast<Value>(oracle::solve(circuit, "v_t_plus", 0)[out]);
        EXPECT_NEAR(decibel(gain), opamp->parameters.number("gain"), 0.01) << opamp->name;
    }
}

}  // namespace
}  // namespace pin3
