// What people ask of outputs and transformers, with answers that were found by hand or published: see each.
#include "core/decibel.hpp"
#include "judgement/cause.hpp"
#include "metrics/fault_current.hpp"
#include "metrics/figures.hpp"
#include "production/production.hpp"
#include "room/room_figures.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

namespace pin3 {
namespace {

// A link with what its room and its units make of it.
struct Case {
    explicit Case(const std::string& text, const std::vector<double>& extra_hz = {},
                  std::uint64_t units = 10000)
        : measured(text, extra_hz),
          rooms(room_figures(measure_rooms(measured.all, simulator()), measured.all, {})) {
        ProductionPlan plan;
        plan.units = units;
        production = produce(production_requests(measured.description, extra_hz), plan, simulator());
    }
    double signal_db(double hertz) const { return amplitude_db(std::abs(measured.signal_gain(hertz))); }
    double cmrr_db(double hertz) const { return link_figure(measured, "cmrr", hertz)->value; }
    const RoomFigures& room() const { return rooms.links.at(0); }
    const LinkProduction& units() const { return production.links.at(0); }
    double worst_db(double hertz) const {
        return amplitude_db(units().worst.at(units().spot_hz.index_of(hertz)).ratio);
    }
    double median_db(double hertz) const {
        return units().spots.at(units().spot_hz.index_of(hertz)).quantile(0.5);
    }

    Measured measured;
    PerLink<RoomFigures> rooms;
    Production production;
};

// A jack that senses the far ground, on an ordinary two-pole lead into an unbalanced input: with the sleeve
// on pin 3 the difference amplifier's 1/(2t) in the worst corner, 47.8 dB in the median unit; a plug that
// bridges pin 3 and pin 1 takes the sensing away.
TEST(OutputCase, a_jack_that_senses_the_far_ground) {
    const auto over = [](const std::string& shell) {
        return Case(link_text("ground_cancelling { rout = 470, r = 10k 1% }",
                              "coax { length = 3 m, shell = " + shell + " }", "unbalanced", "mains"),
                    {50, 1000});
    };
    const Case senses = over("pin3");
    for (const double hertz : {50.0, 1000.0}) {
        EXPECT_NEAR(senses.worst_db(hertz), 34.0, 0.15) << hertz;
        EXPECT_NEAR(senses.median_db(hertz), 47.8, 0.3) << hertz;
    }
    // what is left is what the lead's inductance takes of the chassis voltage
    const Case bridged = over("both");
    EXPECT_LT(bridged.cmrr_db(50), 0.1);
    const auto said = [](const Case& it) {
        return cause_of(it.measured.link(), it.measured.output(), it.measured.input());
    };
    EXPECT_NE(said(bridged).find("takes the sensing away"), std::string::npos) << said(bridged);
    EXPECT_EQ(said(senses).find("takes the sensing away"), std::string::npos);
    // nothing that senses: the lead is not to blame
    const Case plain(link_text("unbalanced { rout = 470 }", "coax { length = 3 m }", "unbalanced", "mains"),
                     {}, 1);
    EXPECT_EQ(said(plain).find("takes the sensing away"), std::string::npos);
}

// A 600:600 transformer used into 10k: lm = 1 H against the 660 ohm that drive it.
TEST(OutputCase, a_small_transformer_loses_the_bass) {
    const Case it(
        link_text("transformer { rout = 600, rdc_primary = 60, rdc_secondary = 60, lm = 1 H, leakage = 5 mH, "
                  "saturation = -10 dBu }",
                  "none", "unbalanced { r = 10k }"),
        {20, 50, 1000});
    EXPECT_NEAR(it.signal_db(20), -14.6, 0.1);
    EXPECT_NEAR(it.signal_db(50), -7.5, 0.1);
    EXPECT_NEAR(it.signal_db(1000), -0.65, 0.05);
}

// RCA to XLR, 1:4 up into 15k: 15/(15 + 0.6 + 2.56) of level, and what drives it sees 15k/16 and the
// wire, 1.03 kohm. The capacitance between windings without a shield takes some of both.
TEST(OutputCase, a_step_up_transformer_and_what_drives_it) {
    const auto into_15k = [](const std::string& more, const std::string& receiver) {
        return Case(link_text(
            "transformer { ratio = 0.25, rout = 100, rdc_primary = 60, rdc_secondary = 600, lm = 20 H" +
                more + " }",
            "none", receiver));
    };
    const double expected = 20 * std::log10(15 / (15 + 0.6 + 2.56));
    EXPECT_NEAR(expected, -1.66, 0.005);
    const Case bare = into_15k(", c_interwinding = 0, c_winding = 0", "unbalanced { r = 15k }");
    EXPECT_NEAR(bare.signal_db(1000), expected, 0.005);
    EXPECT_NEAR(std::abs(bare.room().z_primary.value()), 1.03e3, 10);
    for (const std::string receiver :
         {"measured { z_hot = 7.5k, z_cold = 7.5k }", "difference { r = 7.5k }"}) {
        const Case it = into_15k("", receiver);
        EXPECT_NEAR(it.signal_db(1000), -1.66, 0.04) << receiver;
        EXPECT_NEAR(std::abs(it.room().z_primary.value()), 1.0e3, 60) << receiver;
    }
}

// A mic preamplifier's output. The capacitors alone: 20k over (1/0.8 - 1/1.2)/(w C), 52.0 dB at 60 Hz.
TEST(OutputCase, a_preamplifier_with_coupling_capacitors_and_an_op_amp) {
    const Case it(link_text("impedance_balanced { rout = 100, pin3 = 100, couple = 22 uF 20%, c_hot = 10 nF, "
                            "opamp = ne5532 }",
                            "none", "measured { z_hot = 20k, z_cold = 20k }"),
                  {60, 1000});
    EXPECT_NEAR(it.worst_db(60), 52.0, 0.1);
    EXPECT_EQ(it.room().clipping->opamp, "source.opamp");
    EXPECT_NEAR(*it.room().headroom_db, 20 * std::log10(13 / std::sqrt(2.0) / std::sqrt(0.6)) - 4, 0.1);
    // 200 ohm make -128.9 dBu in 20 kHz; the op-amp's 5 nV/rtHz -120.8
    EXPECT_GT(dbu_of(it.room().hiss_volts), -123);
    EXPECT_LT(dbu_of(it.room().hiss_volts), -118);
}

// The same with one capacitor to the chassis alone: it takes from hot's impedance what cold keeps, w R^2 C of
// it at low frequencies, so the rejection falls towards 20 kHz.
TEST(OutputCase, a_capacitor_at_one_pin_alone_unbalances_the_top) {
    const auto at_20k = [](const std::string& more) {
        return Case(link_text("impedance_balanced { rout = 100" + more + " }", "none",
                              "measured { z_hot = 20k, z_cold = 20k }"),
                    {20e3}, 1)
            .cmrr_db(20e3);
    };
    const Complex s{0, 2 * std::numbers::pi * 20e3 * 10e-9};
    const Complex hot = 100.0 / (1.0 + s * 100.0);
    const Complex across = 20e3 / (20e3 + hot) - 20e3 / (20e3 + 100.0);
    EXPECT_NEAR(at_20k(", c_hot = 10 nF"),
                20 * std::log10(std::abs(hot / 100.0 * 20e3 / (20e3 + hot) / across)), 0.02);
    EXPECT_GT(at_20k(", c_hot = 10 nF, c_cold = 10 nF"), 140);
}

// "6 dB worse in signal to noise": an output of one leg has 6 dB less level in it, and nothing else.
TEST(OutputCase, six_decibels_of_level_are_all_that_one_leg_costs) {
    const auto below = [](const std::string& level) {
        const Case it(
            link_text("impedance_balanced { rout = 100, pin3 = 101, opamp = ne5532, level = " + level + " }",
                      "none", "difference { r = 10k, opamp = ne5532 }", "mains"),
            {}, 1);
        return std::pair{it.room().below_nominal_db(it.room().hum->volts),
                         it.room().below_nominal_db(it.room().hiss_volts)};
    };
    const auto low = below("4 dBu"), high = below("10 dBu");
    EXPECT_NEAR(high.first - low.first, 6, 1e-6);
    EXPECT_NEAR(high.second - low.second, 6, 1e-6);
}

// A moving-magnet cartridge of 500 mH and 750 ohm into 47k: 47/(47.75) and the corner of 0.5 H and 47.75k, on
// a pair and on RCA alike, since its shell is cold. 125 pF resonate with 0.5 H at 20.1 kHz.
TEST(OutputCase, a_cartridge_on_a_pair_and_on_rca) {
    const std::string cartridge =
        "measured { v_hot = 0.5 V, v_cold = -0.5 V, z_hot = 375, z_cold = 375, l_hot = 250 mH, l_cold = 250 "
        "mH, "
        "z_common = 1000meg }";
    for (const std::string lead : {"twisted_pair { length = 1 m, c_conductors = 0, c_shield = 0 }",
                                   "coax { length = 1 m, shell = pin3, c_shield = 0 }"}) {
        const Case it(link_text(cartridge, lead, "unbalanced { r = 47k }", "mains"), {1000, 20e3}, 1);
        for (const double hertz : {1e3, 20e3}) {
            const double expected =
                20 * std::log10(47e3 / std::abs(Complex{47.75e3, 2 * std::numbers::pi * hertz * 0.5}));
            EXPECT_NEAR(it.signal_db(hertz), expected, 0.03) << lead;
        }
        EXPECT_NEAR(it.signal_db(1e3), -0.16, 0.03);
        EXPECT_NEAR(it.signal_db(20e3), -4.5, 0.1);
        EXPECT_GT(it.cmrr_db(1e3), 110) << lead;
    }
    const auto with_capacitance = [&](double hertz) {
        return Case(link_text(cartridge, "coax { length = 1 m, shell = pin3, c_shield = 125 pF/m }",
                              "unbalanced { r = 47k }"),
                    {hertz}, 1)
            .signal_db(hertz);
    };
    const double resonance = 1 / (2 * std::numbers::pi * std::sqrt(0.5 * 125e-12));
    EXPECT_NEAR(resonance, 20.1e3, 100);
    // there |V| = R/(w L), nearly: 47k over 63.2k
    EXPECT_NEAR(with_capacitance(resonance), 20 * std::log10(47e3 / (2 * std::numbers::pi * resonance * 0.5)),
                0.2);
    EXPECT_GT(with_capacitance(resonance), -4.4 + 1.5);
}

// Half of 4 dBu on 68 ohm: 12.8 mA peak into pin 3 on ground.
TEST(OutputCase, a_driver_with_its_cold_on_ground) {
    const Measured measured("output source : symmetric { rout = 68, opamp = ne5532 }\n");
    EXPECT_NEAR(fault_current(measured.output())->amperes, 12.8e-3, 0.05e-3);
}

// 1 kohm in hot alone against 20k a leg: 26.0 to 26.4 dB are left.
TEST(OutputCase, a_kilohm_in_hot_alone) {
    for (const std::string receiver : {"difference { r = 10k }", "measured { z_hot = 20k, z_cold = 20k }"}) {
        const Case it(link_text("unbalanced { rout = 1k }", "none", receiver), {}, 1);
        EXPECT_GT(it.cmrr_db(1000), 25.95) << receiver;
        EXPECT_LT(it.cmrr_db(1000), 26.45) << receiver;
    }
}

// A resistor on pin 3 of an output with a coupling capacitor: at 50 Hz the capacitor is what hot has more,
// and the hum is 7.1 dB less; with a capacitor in its leg as well the legs are alike.
TEST(OutputCase, a_resistor_beside_a_coupling_capacitor) {
    const auto hum = [](const std::string& output) {
        const Case it(
            link_text(output, "none", "difference { r = 10k }", "mains { level = 1 V, spectrum = sine }"), {},
            1);
        return dbu_of(it.room().hum->volts);
    };
    const double stock = hum("unbalanced { rout = 600, couple = 10 uF }");
    EXPECT_NEAR(stock - hum("impedance_balanced { rout = 600, couple_hot = 10 uF }"), 7.1, 0.1);
    EXPECT_GT(stock - hum("impedance_balanced { rout = 600, couple = 10 uF }"), 41.8);
}

// The bridge formula, pin 3 shorted at the source: R/(20k + R). 50, 150, 470, 600 ohm make 52.1, 42.6, 32.8
// and 30.7 dB of ground gain.
TEST(PublishedOutput, with_pin_3_on_ground_follows_the_bridge_formula) {
    for (const auto& [ohm, db] : {std::pair{50, 52.1}, {150, 42.6}, {470, 32.8}, {600, 30.7}}) {
        const Measured measured(link_text(fmt::format("unbalanced {{ rout = {} }}", ohm), "none",
                                          "measured { z_hot = 20k, z_cold = 20k }"));
        EXPECT_NEAR(-amplitude_db(std::abs(measured.ground_gain(1000))), db, 0.05) << ohm;
    }
}

// Pin 3 floating: cold sits at the receiver's ground, 0 dB to the noise, and half of the signal.
TEST(PublishedOutput, with_pin_3_open_rejects_nothing) {
    const Measured measured(
        link_text("unbalanced { rout = 1, pin3 = open }", "none", "difference { r = 10k }"));
    // noise and signal come by hot alone
    EXPECT_NEAR(exactly(link_figure(measured, "cmrr", 1000)), 0, 0.05);
}

// Symmetric op-amps with pin 3 grounded lose 6.02 dB, a cross-coupled stage nothing.
TEST(PublishedOutput, with_pin_3_grounded_loses_6_dB_unless_it_is_cross_coupled) {
    const auto level = [](const std::string& output) {
        const Measured measured(link_text(output, "none", "unbalanced { r = 1meg }"));
        return amplitude_db(std::abs(measured.signal_gain(1000)));
    };
    EXPECT_NEAR(level("symmetric { rout = 50 }"), -6.02, 0.01);
    EXPECT_NEAR(level("cross_coupled { rout = 50 }"), 0, 0.05);
}

// Coupling capacitors C(1 + d) and C(1 - d): 2 d/(w C) of difference. 20k, 20 %: 10 uF 43.6, 45.2, 69.6 dB at
// 50, 60 and 1000 Hz, 100 uF 20 dB more; of first order in d, and d^2 = 4 % less than 1/(1 - d) - 1/(1 + d).
TEST(PublishedOutput, with_unequal_coupling_capacitors) {
    for (const auto& [farad, more] : {std::pair{10e-6, 0.0}, {100e-6, 20.0}})
        for (const auto& [hertz, db] : {std::pair{50.0, 43.6}, {60.0, 45.2}, {1000.0, 69.6}}) {
            const Measured measured(
                link_text(
                    fmt::format("impedance_balanced {{ rout = 100, couple_hot = {}, couple_cold = {} }}",
                                farad * 1.2, farad * 0.8),
                    "none", "measured { z_hot = 20k, z_cold = 20k }"),
                {hertz});
            const double exact =
                -20 * std::log10(2 * 0.2 / 0.96 / (2 * std::numbers::pi * hertz * farad) / 20e3);
            EXPECT_NEAR(-amplitude_db(std::abs(measured.ground_gain(hertz))), exact, 0.1) << farad << hertz;
            EXPECT_NEAR(exact, db + more, 0.4);
        }
}

// The usual bifilar output type without a Faraday shield, used at an input, converts as its interwinding
// capacitance makes it: 50 dB at 60 Hz and 20 dB at 3 kHz (Jensen's application notes); a shielded input type
// over 105 and 75.
TEST(PublishedTransformer, without_a_faraday_shield_at_an_input) {
    const auto rejected = [](const std::string& input, double hertz) {
        const Measured measured(link_text("symmetric { rout = 300 }", "none", input), {hertz});
        return -amplitude_db(std::abs(measured.ground_gain(hertz)));
    };
    const std::string bifilar =
        "transformer { rdc_primary = 40, rdc_secondary = 40, lm = 20 H, leakage = 0.1 mH, c_interwinding = "
        "20 nF, "
        "c_winding = 200 pF, c_winding_imbalance = 5 %, c_residual = 0, faraday = no, load = 10k }";
    EXPECT_NEAR(rejected(bifilar, 60), 50, 4);
    EXPECT_NEAR(rejected(bifilar, 3000), 20, 4);
    const Measured shielded(link_text("symmetric { rout = 25 }", "none", "transformer"), {60, 3000});
    EXPECT_GT(exactly(link_figure(shielded, "cmrr", 60)), 105);
    EXPECT_GT(exactly(link_figure(shielded, "cmrr", 3000)), 73);
}

// Lundahl's LL1540, 1:1 with a Faraday shield: over 60 dB in front of an unsymmetrical input, 0.5 dB of loss.
// 590 ohm of wire into 10k are 0.5 dB. From 600 ohm in one leg 60 dB at 20 kHz leave no more than 13 pF an
// end.
TEST(PublishedTransformer, in_front_of_an_unsymmetrical_input) {
    const std::string ll1540 =
        "transformer { rdc_primary = 290, rdc_secondary = 300, lm = 100 H, leakage = 1 mH, c_winding = 13 "
        "pF, c_residual = "
        "0, load = 10k }";
    const Measured measured(link_text("unbalanced { rout = 600 }", "none", ll1540), {20e3});
    EXPECT_NEAR(exactly(input_figure(measured, "gain")), -0.5, 0.02);
    EXPECT_GT(exactly(link_figure(measured, "cmrr", 20e3)), 60);
}

}  // namespace
}  // namespace pin3
