// ngspice against the oracle on what the catalog builds, and what only ngspice can show: large signals.
#include "catalog/described.hpp"
#include "netlist/deck.hpp"
#include "simulator/simulator.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace pin3 {
namespace {

Plot ran(const std::string& name, const std::string& deck, Analysis analysis) {
    const Job job{name, deck, {std::move(analysis)}};
    const std::vector<Outcome> outcomes = Simulator().run(std::span(&job, 1));
    if (outcomes.at(0).failure)
        throw std::runtime_error(outcomes[0].failure->message + "\n" + outcomes[0].failure->log);
    return outcomes[0].plots.at(0);
}

class EveryOutputInNgspice : public ::testing::TestWithParam<const char*> {};

// A cable, a mismatched receiver with a real op-amp: nothing cancels.
TEST_P(EveryOutputInNgspice, answers_as_the_oracle_says) {
    const Link link = link_of(GetParam(), "twisted_pair { length = 10 m }",
                              "difference { r1 = 10.05k, opamp = opa134 }", "mains");
    const Rig rig = link_rig(link);
    const std::string out = voltage_of(rig.circuit, rig.probes[0]);
    for (const std::string& source : rig.sources) {
        const std::string deck = write_deck(rig.circuit, {"link", {{.source = source, .ac = 1}}, {}});
        const Plot plot = ran(source, deck, {"ac dec 1 10 100000", {out}, 5});
        for (std::size_t i = 0; i < plot.scale.size(); ++i) {
            const auto expected = response(rig, source, 0, plot.scale[i]);
            EXPECT_LT(std::abs(plot.vectors[0][i] - expected), 1e-7 * std::abs(expected) + 1e-11)
                << source << " at " << plot.scale[i] << " Hz";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Catalog, EveryOutputInNgspice,
    ::testing::Values(
        "unbalanced", "impedance_balanced { couple = 47uF }",
        "unbalanced { opamp = ne5532, gain = 5, c_hot = 1 nF }",
        "impedance_balanced { opamp = opa134, couple = 22 uF, c_hot = 10 nF, c_cold = 9 nF }",
        "symmetric { opamp = ne5532, gain = 3 }", "cross_coupled { couple_sense = 10 uF }",
        "transformer { faraday = yes, c_residual = 10 pF, residual = hot_to_cold }",
        "measured { v_hot = 1 V, v_cold = -1 V, z_hot = 50, z_cold = 60, l_hot = 250 mH, l_cold = "
        "240 mH, z_common = 1k }",
        "symmetric { rout_cold = 51, opamp = ne5532 }", "cross_coupled { r1 = 10.005k, opamp = ne5532 }",
        "ground_cancelling { opamp = tl072 }", "transformer", "transformer { tap = ground, faraday = yes }",
        "di_box", "di_box { lift = yes }",
        "measured { v_hot = 1 V, v_cold = -1 V, z_hot = 50, z_cold = 60, z_common = 1k }"));

// Ten times 5 V from an op-amp that has 13 V: the output stops at supply - headroom. Its r_out into the
// feedback takes up to 0.03 V from that, the limiting diodes add up to 0.06 V. Where the sine is small it is
// amplified as ever: nothing winds up.
TEST(OpampInNgspice, stops_at_its_supply_less_the_headroom) {
    const Description description = described(
        "opamp limited : behavioural { supply = 15 V, headroom = 2 V, r_out = 20 }\n"
        "output source : symmetric\n"
        "input receiver : difference { r = 1k, gain = 10, opamp = limited }\n"
        "link all = source -> receiver\n");
    const Rig rig = link_rig(*description.links.at(0));
    const std::string out = voltage_of(rig.circuit, rig.probes[0]);
    const std::string deck =
        write_deck(rig.circuit, {"limits", {{.source = "v_signal", .amplitude = 5, .frequency = 1000}}, {}});
    const Plot plot = ran("limits", deck, {"tran 1e-06 0.003 0 1e-06", {out}, 0});
    double highest = 0;
    double lowest = 0;
    for (const std::complex<double>& volts : plot.vectors[0]) {
        highest = std::max(highest, volts.real());
        lowest = std::min(lowest, volts.real());
    }
    EXPECT_NEAR(highest, 13, 0.06);
    EXPECT_NEAR(lowest, -13, 0.06);

    // through zero at 2 ms, 10 / 1.05 times as steep as the source (each leg has 50 ohm before its 1k)
    const auto at = static_cast<std::size_t>(
        std::lower_bound(plot.scale.begin(), plot.scale.end(), 2e-3 - 1e-6) - plot.scale.begin());
    const double slope =
        (plot.vectors[0][at + 2].real() - plot.vectors[0][at].real()) / (plot.scale[at + 2] - plot.scale[at]);
    EXPECT_NEAR(std::abs(slope), two_pi * 1000 * 5 * 10 / 1.05, 0.01 * two_pi * 1000 * 50);
}

}  // namespace
}  // namespace pin3
