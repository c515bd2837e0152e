// Circuits of transistors: where the reduction holds, and where the check finds that it does not.
#include "core/decibel.hpp"
#include "production/production.hpp"
#include "response/measured.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <iterator>

namespace pin3 {
namespace {

std::string file_text(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::string model_of_741 = std::string(PIN3_SOURCE_DIR) + "/models/ua741.lib";

// The op-amp open-loop: for direct current an inductor closes the loop, for the signal a capacitor grounds
// the inverting input.
Complex open_loop_gain(double hertz) {
    Rig rig;
    Circuit& circuit = rig.circuit;
    const Node in = circuit.add_node("in"), minus = circuit.add_node("minus"), out = circuit.add_node("out"),
               vcc = circuit.add_node("vcc"), vee = circuit.add_node("vee");
    circuit.add({ElementKind::voltage, "in", {in, ground}, fixed(0), {}});
    Scope scope(circuit, "bench");
    scope.voltage("vcc", vcc, ground, 15);
    scope.voltage("vee", vee, ground, -15);
    scope.inductor("loop", out, minus, fixed(1e6));
    scope.capacitor("loop", minus, ground, fixed(1));
    scope.resistor("load", out, ground, fixed(2e3));
    circuit.add_model(file_text(model_of_741));
    scope.subcircuit("dut", {in, minus, vcc, vee, out}, "ua741");
    rig.sources = {"v_in"};
    rig.probes = {out};
    const FrequencyPlan plan{0, 0, 0, {hertz}};
    const auto outcomes = simulator().run(response_jobs(rig, plan, "741"));
    if (outcomes.at(0).failure) throw std::runtime_error(outcomes[0].failure->log);
    return collect_response(rig, plan, outcomes).spots.value(0, 0, 0);
}

// 243,147 V/V or 107.7 dB with 2 kohm (Sedra and Smith, section on the gain of the 741); their hand analysis
// leaves out a tenth here and there: 2 dB. The bandwidth lies between the least and the typical one of the
// LM741's data sheet, 0.437 and 1.5 MHz; the currents of its pnp mirror are unlike by their Early voltage,
// which makes it less than the text book's 1 MHz.
TEST(Ua741, has_the_gain_and_the_bandwidth_that_are_published) {
    EXPECT_NEAR(amplitude_db(std::abs(open_loop_gain(0.1))), 107.7, 2);
    const double bandwidth_hz = std::abs(open_loop_gain(1e5)) * 1e5;
    EXPECT_GT(bandwidth_hz, 0.437e6);
    EXPECT_LT(bandwidth_hz, 1.5e6);
}

// Resistors around transistor-level op-amps leave their bias alone: the reduction is exact.
TEST(Ua741, around_it_units_are_those_of_ngspice) {
    const Description description = described(
        link_text("impedance_balanced { rout = 100 5%, pin3 = 100 5% }", "twisted_pair { length = 10 m }",
                  "difference { r = 10k 1%, opamp = \"" + model_of_741 + "\" }"));
    const Production production = produce(production_requests(description, {}), {.units = 1000}, simulator());
    const LinkProduction& link = production.links.at(0);
    EXPECT_EQ(link.method, ProductionMethod::reduced);
    EXPECT_GT(link.check.units, 8u);
    EXPECT_LT(link.check.largest_db, 1e-3);
}

// A discrete receiver: two transistors on one tail resistor. Its differential gain goes with the current,
// which goes with the tail resistor: a toleranced bias part.
constexpr std::string_view transistor = R"(.subckt one_npn c b e
q1 c b e n1
.model n1 npn(is=1e-14 bf=200 vaf=100)
.ends one_npn)";

Part toleranced(double ohm, const std::string& name, double fraction) {
    return {ohm, name, {Spread{"pair." + name, "pair." + name, {fraction}}}};
}

void build_pair(Scope& scope, const Parameters&, const InputPins& pins) {
    const Node vcc = scope.node("vcc"), vee = scope.node("vee"), tail = scope.node("tail"),
               one = scope.node("one"), other = scope.node("other");
    scope.voltage("vcc", vcc, ground, 15);
    scope.voltage("vee", vee, ground, -15);
    scope.resistor("bias_hot", pins.hot, ground, toleranced(100e3, "bias_hot", 0.01));
    scope.resistor("bias_cold", pins.cold, ground, toleranced(100e3, "bias_cold", 0.01));
    scope.resistor("tail", tail, vee, toleranced(15e3, "tail", 0.05));
    scope.resistor("one", vcc, one, fixed(10e3));
    scope.resistor("other", vcc, other, fixed(10e3));
    scope.circuit().add_model(std::string(transistor));
    scope.subcircuit("one", {one, pins.hot, tail}, "one_npn");
    scope.subcircuit("other", {other, pins.cold, tail}, "one_npn");
    scope.vcvs("out", pins.out, ground, other, ground, fixed(1));
}

const Kind pair_kind{.role = Role::input,
                     .name = "pair",
                     .summary = "two transistors",
                     .parameters = {},
                     .circuit = "",
                     .formula = "",
                     .example = "",
                     .build = BuildInput{build_pair}};

struct DiscreteStage {
    DiscreteStage() : description(described(link_text("symmetric { rout = 50 }", "none", "difference"))) {
        auto stage = std::make_shared<Stage>();
        stage->role = Role::input;
        stage->name = "pair";
        stage->kind = &pair_kind;
        Link with_pair = *description.links.at(0);
        with_pair.input = std::move(stage);
        link = std::make_shared<const Link>(std::move(with_pair));
    }
    LinkProduction produced(const ProductionPlan& plan) const {
        return produce({{link, {0, 0, 0, {1000}}}}, plan, simulator()).links.at(0);
    }
    Description description;
    LinkPtr link;
};

TEST(DiscreteStage, whose_bias_moves_is_found_out_and_simulated_whole) {
    const DiscreteStage stage;
    const LinkProduction all = stage.produced({.units = 300});
    EXPECT_GT(all.check.largest_db, check_db);
    EXPECT_EQ(all.method, ProductionMethod::full);
    EXPECT_EQ(all.units, 300u);
    // the same units as when that is asked for
    const LinkProduction whole = stage.produced({.units = 300, .method = ProductionMethod::full});
    for (const double p : production_quantiles)
        EXPECT_EQ(all.spots[0].quantile(p), whole.spots[0].quantile(p));
    // CMRR = gm R_tail, and the current goes as 1/R_tail: the rejection hardly spreads. The reduction holds
    // gm still, and spreads it as R_tail spreads: 0.05/-0.05 is 0.87 dB from end to end.
    const LinkProduction reduced = stage.produced({.units = 300, .method = ProductionMethod::reduced});
    const auto width = [](const LinkProduction& one) {
        return one.spots[0].quantile(1) - one.spots[0].quantile(0);
    };
    EXPECT_EQ(reduced.method, ProductionMethod::reduced);
    EXPECT_NEAR(width(reduced), 0.87, 0.1);
    EXPECT_LT(width(all), 0.1);
}

// Parts that carry no bias worth mentioning may vary: 100k beside 50 ohm.
TEST(DiscreteStage, whose_bias_stays_is_reduced) {
    DiscreteStage stage;
    Rig rig = link_rig(*stage.link);
    Variation variation = variation_of(rig.circuit);
    for (Variable& variable : variation.variables)
        if (variable.name == "pair.tail") variable.fraction = 0;
    std::vector<ModelOrFailure> models =
        model_rigs({{{"link", stage.link->span}, rig, variation, {0, 0, 0, {1000}}}}, simulator());
    LinkModel model{std::get<RigModel>(std::move(models.at(0)))};
    model.link = stage.link;
    model.spots = 1;
    EXPECT_LT(check_units(model, {0, 1, 2, 3}, 1, simulator()).largest_db, check_db);
}

}  // namespace
}  // namespace pin3
