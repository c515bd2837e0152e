#include "room/room.hpp"

#include "netlist/deck.hpp"
#include "response/gain_floor.hpp"
#include "response/measured.hpp"

#include <fmt/format.h>

#include <numbers>

namespace pin3 {
namespace {

constexpr double boltzmann = 1.380649e-23, kelvin = 300.15;  // ngspice works at 27 C
constexpr double four_kt = 4 * boltzmann * kelvin;
constexpr double band_hz = 20e3 - 20;

// A link in its room.
struct Room {
    explicit Room(const std::string& text) : measured(text), rooms(measure_rooms(measured.all, simulator())) {
        for (const MeasureFailure& failure : rooms.failures)
            ADD_FAILURE() << failure.diagnostic.message << "\n" << failure.simulation.log;
    }
    const LinkRoom& all() const { return rooms.links.at(0); }
    double at(double hertz, std::string_view path) const {
        for (const HumLine& line : all().lines)
            if (line.frequency_hz == hertz && line.path == path) return line.volts;
        throw std::out_of_range("no such line");
    }
    Measured measured;
    Rooms rooms;
};

// V_n = I R_shield: 100 mV over 1 ohm of earth and 3 m of 134 mohm/m
TEST(Room, an_unbalanced_link_hums_by_the_current_in_its_shield) {
    const Room room(link_text("unbalanced { rout = 100 }", "coax { length = 3 m, r_shield = 134 mohm/m }",
                              "unbalanced { r = 100meg }", "mains { level = 100 mV, spectrum = sine }"));
    const double shield = 3 * 0.134, amperes = 0.1 / (1 + shield);
    EXPECT_NEAR(room.at(50, "ground loop") / (amperes * shield), 1, 1e-4);
}

// 847 pF at 230 V and 50 Hz leak 61.2 uA
TEST(Room, a_double_insulated_source_hums_by_its_leakage) {
    const Room room(link_text("unbalanced { rout = 100 }", "coax { length = 1 m, r_shield = 1 ohm/m }",
                              "unbalanced { r = 100meg }",
                              "double_insulated { capacitance = 847 pF, spectrum = sine }"));
    EXPECT_NEAR(room.at(50, "leakage"), 61.2e-6, 0.05e-6);
}

TEST(Room, every_harmonic_has_the_gain_of_its_own_frequency) {
    const std::string link =
        link_text("impedance_balanced { rout = 100, couple_hot = 12 uF, couple_cold = 8 uF }",
                  "twisted_pair { length = 10 m }", "difference", "mains");
    const Room room(link);
    const Measured measured(link, {50, 150, 1050, 4950});
    for (const double hertz : {50.0, 150.0, 1050.0, 4950.0}) {
        const Complex ground_gain = measured.ground_gain(hertz);
        for (const HumLine& line : room.all().lines) {
            if (line.frequency_hz != hertz || line.path != "ground loop") continue;
            EXPECT_NEAR(line.volts / line.chassis_volts / std::abs(ground_gain), 1, 1e-9) << hertz;
        }
    }
}

TEST(Room, a_hum_that_the_solver_cannot_resolve_is_a_bound) {
    const Room room(link_text("impedance_balanced", "none", "difference", "mains { spectrum = sine }"));
    const HumLine& line = room.all().lines.at(0);
    EXPECT_TRUE(line.bound);
    EXPECT_NEAR(line.volts, gain_floor * line.chassis_volts, 1e-20);
}

// sqrt(4 k T R): two resistors of 10k side by side
TEST(Room, a_divider_hisses_as_its_resistors_side_by_side) {
    const Room room(link_text("unbalanced { rout = 10k }", "none", "unbalanced { r = 10k }"));
    for (const double density : room.all().hiss.density)
        EXPECT_NEAR(density / std::sqrt(four_kt * 5e3), 1, 1e-4);
    EXPECT_NEAR(integrated(room.all().hiss) / std::sqrt(four_kt * 5e3 * band_hz), 1, 1e-4);
}

// All resistors at hot stand side by side: 4 k T R of them, R = 1/(1/10k + 1/6.8k + 1/5k + 1/10k).
TEST(Room, the_resistors_at_the_pins_of_an_input_hiss_with_it) {
    const Room room(link_text("unbalanced { rout = 10k }", "none",
                              "unbalanced { r = 10k, phantom = 6.8k, couple = 1, load_between = 5k }"));
    const double ohm = 1 / (1 / 10e3 + 1 / 6.8e3 + 1 / 5e3 + 1 / 10e3);
    for (const double density : room.all().hiss.density)
        EXPECT_NEAR(density / std::sqrt(four_kt * ohm), 1, 1e-3);
}

// Output noise, 20 Hz to 20 kHz, from sources without impedance: Texas Instruments INA134, INA137 (gain 1/2)
// and INA1650, THAT 1200, their data sheets.
TEST(Room, receivers_on_a_chip_hiss_as_their_sheets_say) {
    for (const auto& [name, dbu] :
         {std::pair{"ina134", -100.0}, {"ina137", -106.0}, {"that1200", -105.0}, {"ina1650", -104.7}}) {
        const Room room("use \"products.pin3\"\n" + link_text("symmetric { rout = 0 }", "none", name));
        EXPECT_NEAR(20 * std::log10(integrated(room.all().hiss) / std::sqrt(0.6)), dbu, 0.02) << name;
    }
}

// The textbook sum for a difference amplifier of four R from legs without impedance: the resistors at the
// inverting input make 4kT R each, the two at the other one 4kT R/2 times the noise gain of 2 squared; the
// op-amp's voltage appears twice over, its currents in R and in R/2 times 2.
TEST(Room, a_difference_amplifier_hisses_by_the_textbook) {
    const std::string opamp =
        "opamp quiet : behavioural { gbw = 1e9, noise_voltage = 5 nV/rtHz, noise_current = 2 pA/rtHz }\n";
    const Room room(opamp + link_text("impedance_balanced { rout = 0.001 }", "none",
                                      "difference { r = 10k, opamp = quiet }"));
    const double r = 10e3, en = 5e-9, in = 2e-12;
    const double expected = four_kt * r * 2 + four_kt * r / 2 * 4 + 4 * en * en + in * in * (r * r + r * r);
    const Hiss& hiss = room.all().hiss;
    for (std::size_t k = 0; k < hiss.density.size(); ++k)
        EXPECT_NEAR(hiss.density[k] / std::sqrt(expected), 1, 2e-3) << hiss.frequency_hz[k];
}

const std::string quiet =
    "opamp quiet : behavioural { gain = 120 dB, gbw = 1e9, noise_voltage = 5 nV/rtHz, noise_current = 2 "
    "pA/rtHz }\n";

// An amplifier of gain G, feedback 10k: its voltage noise G times, the current of its inverting input in the
// feedback, 4kT of the feedback and G - 1 times that (10k/(G - 1) times (G - 1)^2); the ideal source makes
// none.
double single_ended_density(double gain) {
    const double en = 5e-9, in = 2e-12, rf = gain > 1 ? 10e3 : 0;
    return std::sqrt(gain * gain * en * en + in * in * rf * rf + four_kt * rf * gain);
}

TEST(Room, an_output_of_one_leg_hisses_by_its_op_amp_and_its_noise_gain) {
    for (const std::string kind : {"unbalanced", "impedance_balanced"})
        for (const double gain : {1.0, 5.0}) {
            const Room room(
                quiet + link_text(fmt::format("{} {{ rout = 0.001, opamp = quiet, gain = {} }}", kind, gain),
                                  "none", "measured { z_hot = 100meg, z_cold = 100meg }"));
            const Hiss& hiss = room.all().hiss;
            for (std::size_t k = 0; k < hiss.density.size(); ++k)
                EXPECT_NEAR(hiss.density[k] / single_ended_density(gain), 1, 2e-3) << kind << gain;
        }
}

// Hot as above; cold inverts with 10k/G and 10k: noise gain 1 + G, 4kT of both resistors, the current in the
// feedback.
TEST(Room, a_symmetric_output_hisses_by_the_noise_gains_of_both_its_op_amps) {
    const double en = 5e-9, in = 2e-12, rf = 10e3;
    for (const double gain : {1.0, 5.0}) {
        const Room room(quiet +
                        link_text(fmt::format("symmetric {{ rout = 0.001, opamp = quiet, gain = {} }}", gain),
                                  "none", "measured { z_hot = 100meg, z_cold = 100meg }"));
        const double cold = (1 + gain) * (1 + gain) * en * en + in * in * rf * rf + four_kt * rf * (1 + gain);
        const double expected = std::sqrt(std::pow(single_ended_density(gain), 2) + cold);
        const Hiss& hiss = room.all().hiss;
        for (std::size_t k = 0; k < hiss.density.size(); ++k)
            EXPECT_NEAR(hiss.density[k] / expected, 1, 2e-3) << gain;
    }
}

// One leg with all of the signal has 6.02 dB less room than two with half of it each.
TEST(Room, an_output_of_one_leg_clips_6_dB_before_one_of_two) {
    const auto reach = [](const std::string& output) {
        const Room room(link_text(output, "none", "measured { z_hot = 100meg, z_cold = 100meg }"));
        return room.all().clipping->signal_volts;
    };
    const double two = reach("symmetric { opamp = ne5532, gain = 2 }");
    for (const std::string kind : {"unbalanced", "impedance_balanced"}) {
        const double one = reach(kind + " { opamp = ne5532, gain = 2 }");
        EXPECT_NEAR(one, 13 / std::sqrt(2.0), 0.02) << kind;
        EXPECT_NEAR(20 * std::log10(two / one), 6.02, 0.02) << kind;
    }
    const Room known(
        link_text("unbalanced { opamp = ne5532 }", "none", "difference { r = 10k, opamp = ne5532 }"));
    EXPECT_EQ(known.all().output_clipping->opamp, "source.opamp");
    EXPECT_FALSE(
        Room(link_text("unbalanced", "none", "difference { opamp = ne5532 }")).all().output_clipping);
}

// What drives a transformer sees of it: rdc_primary + ratio^2 (rdc_secondary + load), beside lm and behind
// leakage.
TEST(Room, shows_what_a_transformer_asks_of_what_drives_it) {
    const double ratio = 0.25, rp = 60, rs = 600, lm = 20, leakage = 1e-3, load = 15e3;
    const auto seen = [&](const std::string& rout, const std::string& receiver) {
        return Room(link_text("transformer { ratio = 0.25, rdc_primary = 60, rdc_secondary = 600, lm = 20 H, "
                              "leakage = "
                              "1 mH, c_interwinding = 0, c_winding = 0, rout = " +
                                  rout + " }",
                              "none", receiver))
            .all()
            .z_primary.value();
    };
    const Complex s{0, 2 * std::numbers::pi * 1e3};
    const Complex behind = ratio * ratio * (rs + load);
    const Complex expected = rp + s * leakage + s * lm * behind / (s * lm + behind);
    for (const std::string rout : {"0", "100"})
        EXPECT_LT(std::abs(seen(rout, "unbalanced { r = 15k }") - expected), 1e-4 * std::abs(expected));
    EXPECT_GT(std::abs(seen("100", "unbalanced { r = 150k }")), 5 * std::abs(expected));
    EXPECT_FALSE(Room(link_text("symmetric", "none", "transformer")).all().z_primary);
}

// The core's EMF at the receiver's output: 2 pi f B A N, Z/(Z + jw lm) of it at the core
// (input_transformer_test).
TEST(Room, an_input_transformer_hums_by_its_core_in_a_field) {
    const std::string input =
        "transformer { c_winding = 0, c_residual = 0, core_area = 1 cm2, turns = 2000, magnetic = 1 uT, "
        "magnetic_spectrum = sine }";
    const auto volts = [&](const std::string& cable) {
        return Room(link_text("symmetric { rout = 25 }", cable, input)).at(50, "core");
    };
    const Complex s{0, 2 * std::numbers::pi * 50};
    const Complex source = 1500.0 + s * 12e-3, load = 1550 + 10e3;
    const Complex z = source * load / (source + load);
    const double expected =
        2 * std::numbers::pi * 50 * 1e-6 * 1e-4 * 2000 * std::abs(z / (z + s * 144.0)) * 10 / 11.55;
    EXPECT_NEAR(volts("none") / expected, 1, 1e-3);
    // with a cable that picks up as well, each by its own way
    EXPECT_NEAR(volts("twisted_pair { length = 1 m }") / expected, 1, 1e-2);
}

// The same sum for op-amps whose r_differential lies between the inputs: it adds nothing. An op-amp's noise
// is its two figures, e in front of its input and i at each; their sources are those of models/ at 1 kHz.
TEST(Room, an_op_amps_input_resistance_makes_no_noise_and_lets_none_grow) {
    struct Known {
        const char* opamp;
        double volts, amperes, dbu;
    };
    for (const Known& known : {Known{"ad797", 0.9e-9, 2e-12, -103.11},
                               {"opa1612", 1.1e-9, 1.7e-12, -103.82},
                               {"lm4562", 2.7e-9, 1.6e-12, -103.97},
                               {"ne5534", 4e-9, 0.6e-12, -105.75},
                               {"mc33078", 4.5e-9, 0.5e-12, -105.78},
                               {"ne5532", 5e-9, 0.7e-12, -105.43}}) {
        const Room room(link_text("impedance_balanced { rout = 0.001 }", "none",
                                  std::string("difference { r = 10k, opamp = ") + known.opamp + " }"));
        const double r = 10e3, e = known.volts, i = known.amperes;
        const double volts = std::sqrt((4 * four_kt * r + 4 * e * e + 2 * i * i * r * r) * band_hz);
        const double dbu = 20 * std::log10(volts / std::sqrt(0.6));
        EXPECT_NEAR(20 * std::log10(integrated(room.all().hiss) / std::sqrt(0.6)), dbu, 0.005) << known.opamp;
        EXPECT_NEAR(dbu, known.dbu, 0.006) << known.opamp;
    }
}

// The figures of noise are all that an op-amp hisses: what its model is made of inside makes none. Four
// resistors of 10k.
TEST(Room, an_op_amp_without_figures_of_noise_makes_none) {
    const Room room(
        "opamp silent : behavioural { gbw = 1e9, pole2 = 1e9, r_differential = 5k, r_out = 1k, "
        "cmrr = 60 dB }\n" +
        link_text("impedance_balanced { rout = 0.001 }", "none", "difference { r = 10k, opamp = silent }"));
    EXPECT_NEAR(integrated(room.all().hiss) / std::sqrt(4 * four_kt * 10e3 * band_hz), 1, 2e-3);
}

// An op-amp of transistors: ngspice's noise after an AC analysis of the same circuit is wrong, so every one
// gets the circuit afresh.
TEST(Room, transistors_hiss_alike_whatever_was_simulated_before) {
    const std::string text = link_text(
        "unbalanced", "none",
        "difference { r = 10k, opamp = \"" + std::string(PIN3_SOURCE_DIR) + "/models/ua741.lib\" }");
    const Measured measured(text);
    Simulator fresh({.workers = 1});
    const Rooms first = measure_rooms(measured.all, fresh);
    measure(measured.description, {}, fresh);
    const Rooms second = measure_rooms(measured.all, fresh);
    ASSERT_EQ(first.links.size(), 1u);
    EXPECT_EQ(first.links[0].hiss.density, second.links.at(0).hiss.density);
    EXPECT_GT(integrated(first.links[0].hiss), std::sqrt(four_kt * 40e3 * band_hz));
}

// The same in one job: an AC analysis and then noise, of which ngspice by itself would give a fraction.
TEST(Room, transistors_hiss_alike_behind_an_ac_analysis_of_the_same_deck) {
    const Link link =
        link_of("unbalanced", "none",
                "difference { r = 10k, opamp = \"" + std::string(PIN3_SOURCE_DIR) + "/models/ua741.lib\" }");
    const Rig rig = link_rig(link);
    Job job{"noise",
            write_deck(rig.circuit,
                       {"noise", {{"v_signal", 1, 0, 0}}, {std::string(pivot_card)}, DeckPurpose::noise}),
            {}};
    const Analysis noise{"noise v(n_out) v_signal dec 5 20 20k", {"onoise_spectrum"}, 0};
    job.analyses = {noise};
    Job behind = job;
    behind.analyses = {{"ac dec 5 20 20k", {"n_out"}, 0}, noise};
    const std::vector<Job> jobs = {job, behind};
    const std::vector<Outcome> outcomes = simulator().run(jobs);
    ASSERT_FALSE(outcomes[0].failure || outcomes[1].failure);
    EXPECT_EQ(outcomes[0].plots.at(0).vectors, outcomes[1].plots.at(1).vectors);
    EXPECT_GT(outcomes[0].plots[0].vectors.at(0).at(0).real(), 20e-9);
}

TEST(Room, a_density_is_integrated_as_powers_of_the_frequency) {
    Hiss white, pink;
    for (const double hertz : {20.0, 100.0, 2000.0, 20000.0}) {
        white.frequency_hz.push_back(hertz);
        white.density.push_back(3e-9);
        pink.frequency_hz.push_back(hertz);
        pink.density.push_back(1e-6 / std::sqrt(hertz));
    }
    EXPECT_NEAR(integrated(white), 3e-9 * std::sqrt(band_hz), 1e-15);
    EXPECT_NEAR(integrated(pink), 1e-6 * std::sqrt(std::log(1000.0)), 1e-12);
}

// 13 V peak at the op-amp's output; 6 dB less at each of two outputs of half the signal
TEST(Room, clips_where_the_first_op_amp_meets_its_limit) {
    const Room receiver(
        link_text("unbalanced { rout = 0.001 }", "none", "difference { r = 10k, opamp = ne5532 }"));
    ASSERT_TRUE(receiver.all().clipping);
    EXPECT_EQ(receiver.all().clipping->opamp, "receiver.opamp");
    EXPECT_NEAR(receiver.all().clipping->signal_volts, 13 / std::sqrt(2.0), 0.01);
    const Room source(link_text("symmetric { opamp = ne5532 }", "none", "difference { r = 100k }"));
    ASSERT_TRUE(source.all().clipping);
    EXPECT_NEAR(source.all().clipping->signal_volts, 26 / std::sqrt(2.0), 0.1);
    EXPECT_FALSE(Room(link_text("unbalanced", "none", "difference")).all().clipping);
}

// Cold, 50 ohm into ground, limits before hot, which has the 32 ohm of the load as well: 38 mA over
// V/2 (1/50 + 1/10k), the second its own inverter's.
TEST(Room, clips_where_the_first_op_amp_meets_its_current) {
    const Room room(link_text("symmetric { rout = 50, opamp = ne5532 }",
                              "coax { length = 1 m, r_shield = 1u, r_conductor = 1u }",
                              "unbalanced { r = 32 }"));
    ASSERT_TRUE(room.all().clipping);
    EXPECT_EQ(room.all().clipping->opamp, "source.opamp_cold");
    EXPECT_EQ(room.all().clipping->by, OpampLimit::output_current);
    EXPECT_NEAR(room.all().clipping->signal_volts, 2 * 0.038 / (1 / 50.0 + 1e-4) / std::sqrt(2.0), 0.002);
    const double nominal = std::sqrt(0.6) * std::pow(10, 4.0 / 20);
    EXPECT_NEAR(20 * std::log10(room.all().clipping->signal_volts / nominal), 6.8, 0.06);
}

// Inputs that take 5 V less than the output gives: of a follower they end first.
TEST(Room, clips_where_an_op_amps_inputs_end) {
    const Room room(
        "opamp low : behavioural { gbw = 100 MHz, headroom = 1 V, input_headroom = 6 V }\n" +
        link_text("symmetric { opamp = low }", "none", "measured { z_hot = 1meg, z_cold = 1meg }"));
    ASSERT_TRUE(room.all().clipping);
    EXPECT_EQ(room.all().clipping->opamp, "source.opamp_hot");
    EXPECT_EQ(room.all().clipping->by, OpampLimit::input_voltage);
    EXPECT_NEAR(room.all().clipping->signal_volts, 2 * 9 / std::sqrt(2.0), 0.01);
}

}  // namespace
}  // namespace pin3
