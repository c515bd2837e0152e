#include "analysis/scene.hpp"

#include "analysis/audition.hpp"
#include "analysis/room.hpp"
#include "analysis/tone_fit.hpp"
#include "measured.hpp"

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
    const Rooms rooms = measure_rooms(measured.all, 1e-8, simulator());
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

// What is there of a simulation that breaks off is kept.
TEST(Scene, that_breaks_off_is_kept_as_far_as_it_came) {
    const std::string loops =
        "opamp weak : behavioural { gbw = 10 MHz, r_out = 20, slew = 10 V/us, current_limit = 10 mA }\n";
    const Measured measured(loops +
                            link_text("symmetric { rout = 1, opamp = weak, level = 7 V }", "none",
                                      "measured { z_differential = 200, z_hot = 1meg, z_cold = 1meg }"));
    const Scenes scenes = simulate_scenes(measured.all, {}, simulator());
    ASSERT_EQ(scenes.failures.size(), 1u);
    EXPECT_NE(scenes.failures[0].diagnostic.message.find("stopped at"), std::string::npos);
    ASSERT_EQ(scenes.links.size(), 1u);
    EXPECT_GT(scenes.links[0].time_s.size(), 2u);
    EXPECT_LT(scenes.links[0].time_s.back(), 0.1);
}

}  // namespace
}  // namespace pin3
