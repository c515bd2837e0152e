// Units by the reduction against units that ngspice simulates whole.
#include "production/unit_model.hpp"
#include "response/measured.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace pin3 {
namespace {

const std::vector<double> frequencies = {20, 1000, 50e3};

LinkModel model_of(const Description& description) {
    LinkModels models = model_links({{description.links.at(0), {0, 0, 0, frequencies}}}, simulator());
    if (models.links.size() != 1)
        throw std::runtime_error(models.failures.empty() ? "no path for direct current"
                                                         : models.failures[0].simulation.log);
    return std::move(models.links[0]);
}

// Every part's own factor is 0.1 or 10, or something between, in turns; lots stay nominal.
std::vector<std::vector<double>> large_changes(LinkModel& model, std::size_t units) {
    std::vector<std::vector<double>> draws(units);
    for (Variable& variable : model.variation.variables) variable.fraction = 9;
    for (std::size_t unit = 0; unit < units; ++unit)
        for (std::size_t i = 0; i < model.variation.variables.size(); ++i) {
            const double decades = std::cos(static_cast<double>((unit + 1) * (7 * i + 3)));
            draws[unit].push_back((std::pow(10, decades) - 1) / 9);
        }
    return draws;
}

struct Kinds {
    const char* output;
    const char* cable;
    const char* input;
    const char* ground = "mains";
};

const char* const heavy_lead =
    "twisted_pair { length = 10 m, sections = 2, l_common = 1u 20%, choke = 10u 30%, r_contact = 10m 50%, "
    "r_shield = 50m 10%, m_imbalance = 2n 50% }";

const char* const pair =
    "twisted_pair { length = 10 m, sections = 2, r_conductor = 52m 10%, c_shield = 100p 10%, "
    "c_imbalance = 5% 2%, l_conductor = 0.3u 10% }";
const char* const difference = "difference { r = 10k 1%, c_hot = 100p 5%, c_cold = 100p 5%, opamp = vague }";

class Reduced : public testing::TestWithParam<Kinds> {};

// Large changes, not small ones: what is left is the rounding of both, which grows as the gain falls. 1e-6 dB
// is 1.2e-7 of the gain.
TEST_P(Reduced, answers_as_ngspice_does_when_parts_change_by_factors_of_up_to_ten) {
    const std::string text =
        std::string(
            "opamp vague : behavioural { gain = 100 dB 50%, gbw = 10 MHz 30%, pole2 = "
            "20 MHz 30%, r_out = 50 20%, "
            "r_differential = 300k 20%, cmrr = 90 dB 50%, cmrr_corner = 1 kHz 20% }\n") +
        link_text(GetParam().output, GetParam().cable, GetParam().input, GetParam().ground);
    const Description description = described(text);
    LinkModel model = model_of(description);
    const auto draws = large_changes(model, 12);
    const UnitBlock fast = solve_draws(model, draws);
    const UnitBlock full = simulate_draws(model, draws, simulator());
    // A cross-coupled driver is all but unstable, and multiplies rounding.
    const double rounding = std::string_view(GetParam().output).starts_with("cross_coupled") ? 5e-7 : 3e-11;
    std::size_t compared = 0;
    for (std::size_t k = 0; k < frequencies.size(); ++k)
        for (std::size_t unit = 0; unit < draws.size(); ++unit) {
            if (full.states[unit] == UnitState::no_answer || fast.states[unit] != UnitState::fine) continue;
            ++compared;
            for (const auto& gains : {&UnitBlock::signal_gain, &UnitBlock::ground_gain}) {
                const Complex right = (full.*gains)[k][unit], got = (fast.*gains)[k][unit];
                EXPECT_LT(std::abs(got - right), 1.2e-7 * std::abs(right) + rounding)
                    << frequencies[k] << " Hz, unit " << unit << ", " << model.variation.parts.size()
                    << " parts";
            }
        }
    EXPECT_GE(compared, draws.size());
}

INSTANTIATE_TEST_SUITE_P(
    Of, Reduced,
    testing::Values(
        Kinds{"unbalanced { rout = 1k 5%, couple = 10u 20% }", "none", difference},
        Kinds{"impedance_balanced { rout = 1k 5%, pin3 = 1k 1%, couple = 10u 20% }", pair, difference},
        Kinds{"symmetric { rout = 50 1%, gain_error = 0% 1%, couple = 100u 20% }", pair, difference},
        Kinds{"symmetric { rout = 50 1%, gain_error = 0% 1%, opamp = vague }", "none", difference},
        Kinds{"unbalanced { rout = 1k 5%, c_hot = 1n 20%, opamp = vague, gain = 4 }", "none", difference},
        Kinds{"impedance_balanced { rout = 100 1%, couple = 22u 20%, c_hot = 10n 10%, c_cold = 10n 10% }",
              pair, difference},
        Kinds{"symmetric { rout = 50 1%, gain_error = 0% 1%, opamp = vague, gain = 3 }", "none", difference},
        Kinds{"cross_coupled { rout = 50 1% }", "none", difference},
        Kinds{"cross_coupled { rout = 50 1%, couple_sense = 10u 20% }", "none", difference},
        Kinds{"measured { v_hot = 0.5, v_cold = -0.5, z_hot = 375 1%, z_cold = 375 1%, l_hot = 2.5m 10%, "
              "l_cold = "
              "2.5m 10%, z_common = 1k 10% }",
              "none", difference},
        Kinds{
            "transformer { rdc_primary = 50 10%, faraday = yes, c_winding = 100p 20%, c_residual = 10p 20%, "
            "residual = hot_to_cold }",
            "none", "transformer { c_winding = 60p 20%, c_residual = 3.4p 20%, load = 10k 1% }"},
        Kinds{"ground_cancelling { rout = 100 1%, r = 10k 1%, opamp = vague }", "none",
              "unbalanced { r = 10k 5% }"},
        Kinds{"transformer { rdc_primary = 50 10%, rdc_secondary = 50 10%, lm = 20 20%, leakage = 1m 20%, "
              "c_interwinding = 1n 20%, c_winding = 100p 20%, c_winding_imbalance = 3% 5% }",
              "none", difference},
        Kinds{"di_box { lm = 100 20%, c_winding = 100p 20% }", "coax { length = 3 m, r_shield = 10m 10% }",
              "instrumentation { r_bias = 100k 1%, gain = 4, rf = 10k 1%, r = 10k 1%, opamp = vague }"},
        Kinds{"measured { v_hot = 0.5, v_cold = -0.5, z_hot = 50 1%, z_cold = 50 1%, z_common = 1k 10% }",
              "star_quad { length = 20 m, sections = 1, c_shield = 150p 10% }",
              "bootstrapped { r_bias = 10k 1%, c_boot = 220u 20%, r = 10k 1%, opamp = vague }"},
        Kinds{"impedance_balanced { rout = 100 1% }", "unshielded { length = 3 m, c_conductors = 50p 10% }",
              "transformer { rdc_primary = 1k4 10%, lm = 140 20%, c_winding = 60p 20%, load = 10k 1% }"},
        Kinds{"impedance_balanced { rout = 100 1% }", "none",
              "measured { z_hot = 12k 5%, z_cold = 12k 5%, z_differential = 40k 5%, cmrr = 62 dB }"},
        Kinds{"symmetric { rout = 50 1% }", "none",
              "instrumentation { r_bias = 3 x 400 1%, phantom = 6.8k 1%, couple = 47u 20%, c_hot = 100p 5%, "
              "c_cold = 100p 5%, load_between = 10k 1% }"},
        Kinds{"impedance_balanced { rout = 100 1%, pin1 = 3m 30% }", heavy_lead,
              "difference { r = 10k 1%, pin1 = 5m 50% }",
              "mains { impedance = 1 20%, inductance = 10u 20%, bond = 0.1 20% }"},
        Kinds{"symmetric { rout = 50 1%, pin1 = 3m 30% }", heavy_lead, "difference { r = 10k 1% }",
              "double_insulated { at = both, capacitance = 1n 20%, capacitance_receiver = 2n 20%, bond = 1 "
              "10% }"},
        Kinds{"unbalanced { rout = 470 5%, pin1 = 20m 20% }",
              "coax { length = 3 m, shell = pin1, l_common = 1u 20%, choke = 10u 30%, r_contact = 10m 50% }",
              "unbalanced { r = 22k 5% }",
              "supply { at = receiver, capacitance = 1n 20%, coupling = 47p 20%, bond = 1 10% }"},
        Kinds{"symmetric { rout = 50 1% }", pair, "transformer { phantom = 6.8k 1%, couple = 10u 20% }"},
        Kinds{"unbalanced { rout = 1k 5% }", "coax { length = 3 m }",
              "unbalanced { r = 2 x 5k 5%, c_hot = 100p 5%, phantom = 6.8k 1%, couple = 10u 20%, lift = 220 "
              "5% }"}));

TEST(Reduction, of_the_nominal_unit_is_what_the_link_measures) {
    const Measured measured(link_text("impedance_balanced { rout = 1k 5%, pin3 = 990 1% }", pair,
                                      "difference { r = 10k 1% }", "double_insulated"),
                            frequencies);
    LinkModel model = model_of(measured.description);
    const UnitBlock nominal = solve_draws(model, {std::vector<double>(model.variation.variables.size(), 0)});
    for (std::size_t k = 0; k < frequencies.size(); ++k) {
        EXPECT_LT(std::abs(nominal.signal_gain[k][0] - measured.signal_gain(frequencies[k])), 1e-7);
        const Complex ground = measured.ground_gain(frequencies[k]);
        EXPECT_LT(std::abs(nominal.ground_gain[k][0] - ground), 1e-7 * std::abs(ground) + 1e-9);
    }
}

}  // namespace
}  // namespace pin3
