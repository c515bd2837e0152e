// Rejection in the time domain beside the AC analysis: two ways through ngspice that share no equations.
#include "transient/waveform.hpp"

#include "response/measured.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace pin3 {
namespace {

double decibels(const Complex& signal, const Complex& noise) {
    return 20 * std::log10(std::abs(signal / noise));
}

// One resistor of four off by delta rejects 2/delta: 46 to 126 dB.
TEST(Waveform, of_a_linear_link_has_the_rejection_of_the_ac_analysis_within_a_hundredth_of_a_decibel) {
    std::string text = "output source : impedance_balanced { rout = 100 }\nground rack : mains\n";
    for (int decade = 2; decade <= 6; ++decade)
        text += fmt::format(
            "input receiver{0} : difference {{ r1 = {1:.9g} }}\nlink l{0} = source -> receiver{0} @ rack\n",
            decade, 10e3 * (1 + std::pow(10, -decade)));
    const WaveformPlan plan;
    const Measured measured(text, waveform_frequencies(plan));
    const Waveforms waveforms = measure_waveforms(measured.all, plan, simulator());
    ASSERT_TRUE(waveforms.failures.empty());
    ASSERT_EQ(waveforms.links.size(), 5u);
    for (const Waveform& waveform : waveforms.links) {
        const double ac = decibels(waveform.ac_signal_gain, waveform.ac_ground_gain);
        const int decade = waveform.link->name[1] - '0';
        EXPECT_NEAR(ac, 20 * std::log10(2 * std::pow(10, decade)), 0.1) << "the closed form 2/delta";
        EXPECT_NEAR(decibels(waveform.signal_gain, waveform.ground_gain), ac, 0.01) << waveform.link->name;
        EXPECT_NEAR(20 * std::log10(std::abs(waveform.signal_gain / waveform.ac_signal_gain)), 0, 1e-3);
        EXPECT_LT(std::abs(waveform.signal_gain - waveform.ac_signal_gain), 1e-3) << "and its phase";
    }
}

TEST(Waveform, of_a_link_with_coupling_capacitors_and_a_cable_agrees_too) {
    const WaveformPlan plan;
    const Measured measured(link_text("impedance_balanced { rout = 1k, pin3 = 990, couple = 10 uF }",
                                      "twisted_pair { length = 20 m }", "difference { r = 10k }", "mains"),
                            waveform_frequencies(plan));
    const Waveforms waveforms = measure_waveforms(measured.all, plan, simulator());
    const Waveform& waveform = waveforms.links.at(0);
    EXPECT_NEAR(decibels(waveform.signal_gain, waveform.ground_gain),
                decibels(waveform.ac_signal_gain, waveform.ac_ground_gain), 0.01);
}

// Every part that outputs and transformers can have besides: an op-amp with its gain, capacitors at the pins
// and in sense lines, inductances, a capacitance past a shield.
TEST(Waveform, of_a_link_with_what_outputs_can_have_agrees_too) {
    const WaveformPlan plan;
    const std::string receiver = "difference { r = 10k, r4 = 9.98k }";
    struct Row {
        std::string output, input;
    };
    for (const Row& row :
         {Row{"unbalanced { rout = 600, opamp = ne5532, gain = 3, couple = 47 uF, c_hot = 1 nF }", receiver},
          {"impedance_balanced { rout = 100, opamp = ne5532, couple = 22 uF, c_hot = 10 nF, c_cold = 9 nF }",
           receiver},
          {"symmetric { rout_hot = 50, rout_cold = 51, opamp = ne5532, gain = 4 }", receiver},
          {"cross_coupled { rout = 50, couple_sense = 47 uF }", receiver},
          {"measured { v_hot = 0.5, v_cold = -0.5, z_hot = 375, z_cold = 370, l_hot = 25 mH, l_cold = 24 mH, "
           "z_common = "
           "1k }",
           receiver},
          {"transformer { faraday = yes, c_interwinding = 0, c_residual = 100 pF, residual = hot_to_cold }",
           receiver},
          {"impedance_balanced { rout = 600, pin3 = 25 }", "transformer { c_residual = 20 pF }"}}) {
        const Measured measured(link_text(row.output, "twisted_pair { length = 20 m }", row.input, "mains"),
                                waveform_frequencies(plan));
        const Waveforms waveforms = measure_waveforms(measured.all, plan, simulator());
        ASSERT_TRUE(waveforms.failures.empty()) << row.output;
        const Waveform& waveform = waveforms.links.at(0);
        EXPECT_NEAR(decibels(waveform.signal_gain, waveform.ground_gain),
                    decibels(waveform.ac_signal_gain, waveform.ac_ground_gain), 0.01)
            << row.output;
        EXPECT_NEAR(20 * std::log10(std::abs(waveform.signal_gain / waveform.ac_signal_gain)), 0, 1e-2)
            << row.output;
    }
}

TEST(Waveform, of_a_lead_with_a_choke_and_of_pin_1_agrees_too) {
    const WaveformPlan plan;
    for (const auto& [output, cable, input] :
         {std::tuple{"impedance_balanced { rout = 100, pin3 = 110 }",
                     "twisted_pair { length = 10 m, choke = 10 mH, m_imbalance = 2n }", "difference"},
          {"unbalanced { rout = 470 }",
           "coax { length = 3 m, r_shield = 8.5m, choke = 10 mH, r_contact = 10m }", "unbalanced"},
          {"symmetric { pin1 = 20m }", "twisted_pair { length = 10 m }", "difference { pin1 = 5m }"}}) {
        const Measured measured(link_text(output, cable, input, "mains { bond = 0.1 }"),
                                waveform_frequencies(plan));
        const Waveforms waveforms = measure_waveforms(measured.all, plan, simulator());
        const Waveform& waveform = waveforms.links.at(0);
        EXPECT_NEAR(decibels(waveform.signal_gain, waveform.ground_gain),
                    decibels(waveform.ac_signal_gain, waveform.ac_ground_gain), 0.01)
            << cable;
    }
}

TEST(Waveform, of_inputs_with_coupling_and_a_lift_agrees_too) {
    const WaveformPlan plan;
    for (const auto& [output, cable, input] :
         {std::tuple{
              "symmetric { rout = 50 }", "none",
              "instrumentation { r_bias = 1.2k, phantom = 6.8k, couple_hot = 47 uF, couple_cold = 37.6 uF }"},
          {"symmetric { rout = 50 }", "none",
           "difference { r = 10k, couple_hot = 1 uF, couple_cold = 1.2 uF }"},
          {"unbalanced { rout = 100 }", "coax { length = 3 m }",
           "unbalanced { couple = 10 uF, lift = 10 }"}}) {
        const Measured measured(link_text(output, cable, input, "mains"), waveform_frequencies(plan));
        const Waveforms waveforms = measure_waveforms(measured.all, plan, simulator());
        const Waveform& waveform = waveforms.links.at(0);
        EXPECT_NEAR(decibels(waveform.signal_gain, waveform.ground_gain),
                    decibels(waveform.ac_signal_gain, waveform.ac_ground_gain), 0.01)
            << input;
    }
}

TEST(Waveform, sends_what_its_plan_says) {
    WaveformPlan plan;
    plan.ground_volts = 0.5;
    const Measured measured(
        link_text("unbalanced { level = 0 dBu }", "coax { length = 2 m }", "unbalanced", "mains"),
        waveform_frequencies(plan));
    const Waveforms waveforms = measure_waveforms(measured.all, plan, simulator());
    const Waveform& waveform = waveforms.links.at(0);
    EXPECT_NEAR(waveform.signal_volts, std::sqrt(2 * 0.6), 1e-12);  // 0 dBu is sqrt(0.6) V rms
    EXPECT_EQ(waveform.time_s.size(), waveform.out_volts.size());
    EXPECT_EQ(waveform.time_s.size(), waveform.chassis_volts.size());
    EXPECT_TRUE(std::is_sorted(waveform.time_s.begin(), waveform.time_s.end()));
    EXPECT_NEAR(waveform.time_s.back(), plan.settle_s + plan.window_s, 1e-9);
    double highest = 0;
    for (std::size_t i = 0; i < waveform.time_s.size(); ++i)
        if (waveform.time_s[i] > plan.settle_s)
            highest = std::max(highest, std::abs(waveform.chassis_volts[i]));
    EXPECT_NEAR(highest, 0.5, 0.01);  // the programme's return current moves the chassis a little
    EXPECT_LT(waveform.residual_rms, 1e-6);
}

}  // namespace
}  // namespace pin3
