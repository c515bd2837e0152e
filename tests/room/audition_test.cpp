#include "room/audition.hpp"

#include "response/measured.hpp"

namespace pin3 {
namespace {

constexpr double rate = 48000;

// The response of a link that does nothing, with its hiss and hum.
struct Flat {
    GainRow response{{10, 100e3}, {1, 1}, {}, {}};
    HumAndHiss noise{{}, {{20, 20e3}, {0, 0}}};
    Audio heard(const Audio& programme, double nominal_volts = 1, bool with_programme = true) const {
        return audition(programme, noise,
                        {&response, response.signal_gain[0], nominal_volts, 1, with_programme});
    }
};

Audio sine(double hertz, double peak, double seconds = 1) {
    Audio audio{rate, {{}}};
    for (int i = 0; i < static_cast<int>(seconds * rate); ++i)
        audio.channels[0].push_back(peak * std::sin(two_pi * hertz * i / rate));
    return audio;
}

// Peak of a tone, with a whole number of periods in the samples from `begin` on.
double tone_peak(const std::vector<double>& samples, double hertz, std::size_t begin, std::size_t end) {
    Complex sum = 0;
    for (std::size_t i = begin; i < end; ++i)
        sum += samples[i] * std::polar(1.0, -two_pi * hertz * static_cast<double>(i) / rate);
    return 2 * std::abs(sum) / static_cast<double>(end - begin);
}

TEST(Audition, of_a_link_that_does_nothing_is_the_programme) {
    const Audio programme = built_in_programme(2);
    Flat flat;
    flat.response.signal_gain = {0.5, 0.5};  // the level is matched
    const Audio heard = flat.heard(programme);
    ASSERT_EQ(heard.frames(), programme.frames());
    for (std::size_t i = 0; i < heard.frames(); ++i)
        ASSERT_NEAR(heard.channels[0][i], programme.channels[0][i], 1e-12);
}

TEST(Audition, has_the_response_of_the_link) {
    const Measured link(link_text("unbalanced { rout = 10k }", "none", "unbalanced { r = 1meg, c = 10 nF }"));
    const GainRow& response = link.link().curve;
    const Audio heard = audition(sine(5000, 0.1), {{}, {{20, 20e3}, {0, 0}}},
                                 {&response, link.signal_gain(1000), 1, 1, true});
    const double corner = 1 / (two_pi * 10e3 / 1.01 * 10e-9);
    const auto low_pass = [&](double hertz) { return 1 / std::hypot(1, hertz / corner); };
    EXPECT_NEAR(tone_peak(heard.channels[0], 5000, 24000, 43200) / 0.1, low_pass(5000) / low_pass(1000),
                1e-3);
}

// -18 dBFS is the nominal signal: hum and hiss stand to that as their volts do.
TEST(Audition, has_hum_in_proportion_to_the_nominal_signal) {
    Flat flat;
    flat.noise.lines = {{50, 0.01, "ground loop"}, {150, 0.003, "ground loop"}, {1e6, 5, "carrier"}};
    const Audio heard = flat.heard(sine(1000, 0.1), 0.5);
    EXPECT_NEAR(tone_peak(heard.channels[0], 50, 0, 48000), nominal_peak * 0.01 / 0.5, 1e-9);
    EXPECT_NEAR(tone_peak(heard.channels[0], 150, 0, 48000), nominal_peak * 0.003 / 0.5, 1e-9);
    EXPECT_NEAR(tone_peak(heard.channels[0], 1000, 0, 48000), 0.1, 1e-9);
}

TEST(Audition, has_hiss_of_the_rms_of_its_density) {
    Flat flat;
    flat.noise.hiss = {{20, 200, 2000, 20e3}, {4e-6, 2e-6, 1e-6, 1e-6}};
    Audio silence{rate, {std::vector<double>(static_cast<std::size_t>(20 * rate))}};
    const Audio heard = flat.heard(silence, 1, false);
    double sum = 0;
    for (const double sample : heard.channels[0]) sum += sample * sample;
    const double rms = std::sqrt(sum / static_cast<double>(heard.frames()));
    // the bins are independent, some 400,000 of them: the rms is known to 0.2 %; the density is integrated in
    // straight lines here and as powers there
    double expected = 0;
    const auto& [f, d] = flat.noise.hiss;
    for (int i = 0; i < 200000; ++i) {
        const double hertz = 20 + (i + 0.5) * (20e3 - 20) / 200000;
        const std::size_t k = hertz < 200 ? 1 : hertz < 2000 ? 2 : 3;
        const double density =
            d[k - 1] + (d[k] - d[k - 1]) * std::log(hertz / f[k - 1]) / std::log(f[k] / f[k - 1]);
        expected += density * density * (20e3 - 20) / 200000;
    }
    EXPECT_NEAR(rms / (std::sqrt(expected) * nominal_peak / std::sqrt(2.0)), 1, 0.01);
}

TEST(Audition, keeps_channels_apart_and_is_the_same_each_time) {
    Flat flat;
    flat.noise.hiss.density = {1e-6, 1e-6};
    Audio stereo = sine(1000, 0.1);
    stereo.channels.emplace_back(stereo.frames());
    const Audio heard = flat.heard(stereo);
    EXPECT_NEAR(tone_peak(heard.channels[0], 1000, 0, 48000), 0.1, 1e-3);
    EXPECT_LT(tone_peak(heard.channels[1], 1000, 0, 48000), 1e-3);
    EXPECT_NE(heard.channels[0], heard.channels[1]);
    EXPECT_EQ(flat.heard(stereo).channels, heard.channels);
}

TEST(BuiltInProgramme, has_nominal_level_and_ends_in_silence) {
    const Audio programme = built_in_programme(10);
    double sum = 0;
    const auto notes = static_cast<std::size_t>(7 * rate);
    for (std::size_t i = 0; i < notes; ++i) sum += programme.channels[0][i] * programme.channels[0][i];
    EXPECT_NEAR(std::sqrt(sum / static_cast<double>(notes)) * std::sqrt(2.0), nominal_peak, 1e-6);
    EXPECT_LT(programme.peak(), 1);
    for (auto i = static_cast<std::size_t>(8 * rate); i < programme.frames(); ++i)
        ASSERT_LT(std::abs(programme.channels[0][i]), 1e-6);
}

}  // namespace
}  // namespace pin3
