#include "transient/scene.hpp"

#include "response/measured.hpp"
#include "room/audition.hpp"
#include "room/room.hpp"
#include "transient/tone_fit.hpp"

#include <algorithm>
#include <utility>

namespace pin3 {
namespace {

double peak_at(const TimeSeries& series, std::vector<double> hertz, double from_s) {
    const std::size_t begin = series.from(from_s);
    return std::abs(
        fit_tones(std::span(series.time_s).subspan(begin), std::span(series.out_volts).subspan(begin), hertz)
            .phasors[0]);
}

const std::string link =
    link_text("unbalanced { rout = 100 }", "coax { length = 3 m, r_shield = 134 mohm/m }",
              "unbalanced { r = 10k }", "mains { level = 100 mV, spectrum = ((3, 20), (5, 10)) }");

// The lines are those of the frequency response.
TEST(Scene, of_a_linear_link_is_its_response_to_programme_and_noise) {
    const Measured measured(link);
    ScenePlan plan;
    const Scenes scenes = simulate_scenes(measured.all, plan, simulator());
    ASSERT_EQ(scenes.links.size(), 1u);
    const TimeSeries& scene = scenes.links[0];
    EXPECT_NEAR(scene.time_s.back(), 0.1, 1e-9);
    const Rooms rooms = measure_rooms(measured.all, simulator());
    const double nominal = std::sqrt(0.6) * std::pow(10, 4.0 / 20);
    const std::vector<double> others = {50, 150, 250, 1000};
    for (const HumLine& line : rooms.links.at(0).lines) {
        if (line.path != "ground loop") continue;
        std::vector<double> order = {line.frequency_hz};
        for (const double hertz : others)
            if (hertz != line.frequency_hz) order.push_back(hertz);
        EXPECT_NEAR(peak_at(scene, order, 0.02) / (std::sqrt(2.0) * line.volts), 1, 2e-3)
            << line.frequency_hz;
    }
    EXPECT_NEAR(peak_at(scene, {1000, 50, 150, 250}, 0.02) /
                    (std::sqrt(2.0) * nominal * std::abs(measured.signal_gain(1000))),
                1, 1e-3);
}

// What a line is in the waveform, against the room's answer by frequency response.
void expect_lines(const std::string& text, std::string_view path, double seconds, double within) {
    const Measured measured(text);
    ScenePlan plan;
    plan.seconds = seconds;
    const Scenes scenes = simulate_scenes(measured.all, plan, simulator());
    ASSERT_EQ(scenes.links.size(), 1u);
    EXPECT_TRUE(scenes.left_out.empty());
    const Rooms rooms = measure_rooms(measured.all, simulator());
    std::vector<double> all = {1000};
    for (const HumLine& line : rooms.links.at(0).lines) all.push_back(line.frequency_hz);
    std::size_t found = 0;
    for (const HumLine& line : rooms.links.at(0).lines) {
        if (line.path != path) continue;
        ++found;
        std::vector<double> order = all;
        std::swap(order[0], *std::find(order.begin(), order.end(), line.frequency_hz));
        EXPECT_NEAR(peak_at(scenes.links[0], order, seconds / 2) / (std::sqrt(2.0) * line.volts), 1, within)
            << line.frequency_hz;
    }
    EXPECT_GT(found, 0u);
}

TEST(Scene, has_what_the_cable_picks_up) {
    const std::string fields =
        ", field_frequency = 250 Hz, electric_spectrum = sine, magnetic_spectrum = sine }";
    expect_lines(link_text("unbalanced { rout = 10k }",
                           "unshielded { length = 3 m, electric = 10 kV, magnetic = 0 T" + fields,
                           "unbalanced { r = 100k }"),
                 "electric", 0.04, 2e-3);
    expect_lines(link_text("unbalanced { rout = 100 }",
                           "unshielded { length = 3 m, electric = 0 V, magnetic = 10 mT" + fields,
                           "unbalanced { r = 100k }"),
                 "magnetic", 0.04, 2e-3);
}

// Twenty steps a period: the sine between them is 1 % short at the most, and so is its derivative.
TEST(Scene, has_the_packets_of_a_switching_supply) {
    expect_lines(
        link_text("unbalanced { rout = 100 }", "coax { length = 3 m, electric = 0 V, magnetic = 0 T }",
                  "unbalanced { r = 10k }", "supply { spectrum = sine, packets = 10 kV, coupling = 1 nF }"),
        "packets", 0.04, 2e-2);
}

TEST(Scene, says_what_would_take_too_many_steps) {
    const Measured measured(
        link_text("unbalanced", "coax { length = 3 m }", "unbalanced", "rf { carrier = 27meg }"));
    const Scenes scenes = simulate_scenes(measured.all, {}, simulator());
    ASSERT_EQ(scenes.left_out.size(), 1u);
    EXPECT_NE(scenes.left_out[0].second.find("leaves out the carrier"), std::string::npos);
    ASSERT_EQ(scenes.links.size(), 1u);
    // the advice that it gives is true
    const std::string advice = "--seconds 0.001`";
    EXPECT_NE(scenes.left_out[0].second.find(advice), std::string::npos) << scenes.left_out[0].second;
    ScenePlan shorter;
    shorter.seconds = 0.001;
    EXPECT_TRUE(simulate_scenes(measured.all, shorter, simulator()).left_out.empty());
}

TEST(Scene, has_two_tones_of_smpte) {
    const Measured measured(
        link_text("unbalanced { rout = 0.001, level = 1 V }", "none", "unbalanced { r = 1meg }"));
    ScenePlan plan;
    plan.built_in = BuiltIn::two_tone;
    const Scenes scenes = simulate_scenes(measured.all, plan, simulator());
    EXPECT_NEAR(peak_at(scenes.links.at(0), {60, 7000}, 0.02), 0.8 * std::sqrt(2.0), 2e-3);
    EXPECT_NEAR(peak_at(scenes.links.at(0), {7000, 60}, 0.02), 0.2 * std::sqrt(2.0), 2e-3);
}

// A file at -18 dBFS is nominal level; and as samples again it is what it was.
TEST(Scene, takes_a_programme_of_samples) {
    const Measured measured(
        link_text("unbalanced { rout = 0.001, level = 1 V }", "none", "unbalanced { r = 1meg }"));
    ScenePlan plan;
    plan.programme = Audio{48000, {{}}};
    plan.seconds = 0.05;
    for (int i = 0; i < 4800; ++i)
        plan.programme->channels[0].push_back(nominal_peak * std::sin(two_pi * 500 * i / 48000.0));
    const Scenes scenes = simulate_scenes(measured.all, plan, simulator());
    EXPECT_NEAR(peak_at(scenes.links.at(0), {500}, 0.01), std::sqrt(2.0), 2e-3);
    const Audio again = sampled(scenes.links, {nominal_peak / std::sqrt(2.0)}, 48000);
    ASSERT_EQ(again.frames(), 2401u);
    for (std::size_t i = 0; i < 2400; ++i)
        EXPECT_NEAR(again.channels[0][i], plan.programme->channels[0][i], 3e-4) << i;
}

// What is there of a simulation that breaks off is kept: a limit far below what the solver resolves.
TEST(Scene, that_breaks_off_is_kept_as_far_as_it_came) {
    const Measured measured("opamp mad : behavioural { gbw = 10 MHz, r_out = 1e-9, current_limit = 1 nA }\n" +
                            link_text("symmetric { rout = 1, opamp = mad }", "twisted_pair { length = 10 m }",
                                      "difference { opamp = mad }"));
    const Scenes scenes = simulate_scenes(measured.all, {}, simulator());
    ASSERT_EQ(scenes.failures.size(), 1u);
    EXPECT_NE(scenes.failures[0].diagnostic.message.find("stopped at"), std::string::npos);
    ASSERT_EQ(scenes.links.size(), 1u);
    EXPECT_GT(scenes.links[0].time_s.size(), 2u);
    EXPECT_LT(scenes.links[0].time_s.back(), 0.1);
}

}  // namespace
}  // namespace pin3
