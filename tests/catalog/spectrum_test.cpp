#include "catalog/spectrum.hpp"

#include "described.hpp"

namespace pin3 {
namespace {

// The lines of a ground by its text.
std::vector<HumSource> hum_sources_of(const std::string& between) {
    const Link link = link_of("unbalanced", "none", "unbalanced", between);
    return link.ground->kind->hum(link.ground->parameters, mains_frequency(link));
}

double rms(const std::vector<SpectralLine>& lines) {
    double sum = 0;
    for (const SpectralLine& line : lines) sum += line.volts * line.volts;
    return std::sqrt(sum);
}

TEST(Spectrum, has_the_level_all_lines_together) {
    for (const std::string name :
         {"sine", "mains", "transformer", "rectifier", "dimmer", "((3, 12), (5, 8))"}) {
        const auto hum = hum_sources_of("mains { level = 100 mV, spectrum = " + name + " }");
        ASSERT_EQ(hum.size(), 1u);
        EXPECT_EQ(hum[0].path, "ground loop");
        EXPECT_NEAR(rms(hum[0].lines), 0.1, 1e-12) << name;
    }
}

TEST(Spectrum, of_a_list_is_relative_to_the_fundamental) {
    const auto lines = hum_sources_of("mains { frequency = 60 Hz, spectrum = ((3, 12), (5, 8)) }")[0].lines;
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0].frequency_hz, 60);
    EXPECT_EQ(lines[1].frequency_hz, 180);
    EXPECT_NEAR(lines[1].volts / lines[0].volts, 0.12, 1e-12);
    EXPECT_NEAR(lines[2].volts / lines[0].volts, 0.08, 1e-12);
    const auto backwards = hum_sources_of("mains { spectrum = ((9, 1), (3, 12)) }")[0].lines;
    EXPECT_EQ(backwards[0].frequency_hz, 50);
    EXPECT_EQ(backwards[2].frequency_hz, 450);
    const auto without = hum_sources_of("mains { spectrum = ((1, 0), (2, 50)) }")[0].lines;
    EXPECT_EQ(without[0].volts, 0);
    EXPECT_NEAR(without[1].volts, 0.1, 1e-12);
}

// half of EN 50160's 5, 6, 5, 1.5, 3.5 and 3 %
TEST(Spectrum, of_the_mains_is_half_of_what_en_50160_allows) {
    const auto lines = hum_sources_of("double_insulated")[0].lines;
    ASSERT_EQ(lines.size(), 7u);
    const std::vector<double> allowed = {0.05, 0.06, 0.05, 0.015, 0.035, 0.03};
    for (std::size_t i = 0; i < allowed.size(); ++i) {
        EXPECT_EQ(lines[1 + i].frequency_hz, 50.0 * (3 + 2 * static_cast<double>(i)));
        EXPECT_NEAR(lines[1 + i].volts / lines[0].volts, allowed[i] / 2, 1e-12);
    }
}

// Against the Fourier sum of the waveform itself: a sine from its crest on, smeared over 100 us.
TEST(Spectrum, of_a_dimmer_is_that_of_a_sine_cut_at_its_crest) {
    const auto lines = hum_sources_of("mains { spectrum = dimmer }")[0].lines;
    constexpr int points = 200000;
    constexpr double smear = 100e-6 * 50;  // of a period
    const auto integral = [](double x) {   // of the cut sine, from 0 to x periods
        const double turns = std::floor(2 * x), rest = x - turns / 2;
        // each half period contributes +-1/(2 pi), the second half has the other sign
        const double whole = static_cast<long>(turns) % 2 == 0 ? 0 : 1 / two_pi;
        const double piece = rest < 0.25 ? 0 : -std::cos(two_pi * rest) / two_pi;
        return static_cast<long>(turns) % 2 == 0 ? whole + piece : whole - piece;
    };
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}, std::size_t{4}, std::size_t{20}}) {
        std::complex<double> sum = 0, first = 0;
        const double n = std::round(lines[i].frequency_hz / 50);
        for (int k = 0; k < points; ++k) {
            const double x = 2 + (k + 0.5) / points;
            const double value = (integral(x + smear / 2) - integral(x - smear / 2)) / smear;
            sum += value * std::polar(1.0, two_pi * n * x);
            first += value * std::polar(1.0, two_pi * x);
        }
        EXPECT_NEAR(std::abs(sum / first), lines[i].volts / lines[0].volts, 1e-4) << n;
    }
}

TEST(Spectrum, of_a_modulated_carrier_has_two_side_bands) {
    const auto hum = hum_sources_of("rf { level = 3 V, modulation = 80 % }");
    EXPECT_EQ(hum[0].path, "carrier");
    const auto& lines = hum[0].lines;
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0].frequency_hz, 999e3);
    EXPECT_NEAR(lines[0].volts, 1.2, 1e-12);
    EXPECT_NEAR(rms(lines), 3 * std::sqrt(1 + 0.8 * 0.8 / 2), 1e-12);
    EXPECT_EQ(hum_sources_of("rf { modulation = 0 % }")[0].lines.size(), 1u);
}

// Each alone is what its own capacitance lets in: I = 2 pi f C V.
TEST(Spectrum, of_a_supply_has_mains_and_packets) {
    const std::string text =
        "supply { capacitance = 1 nF, coupling = 100 pF, packets = 8 V, spectrum = sine }";
    const auto hum = hum_sources_of(text);
    ASSERT_EQ(hum.size(), 2u);
    EXPECT_NEAR(hum[0].lines[0].volts, 230 / 1.1, 1e-9);
    const auto& packets = hum[1].lines;
    EXPECT_EQ(packets[1].frequency_hz, 100e3);
    EXPECT_EQ(packets[0].frequency_hz, 100e3 - 100);
    // at the top of a packet all lines add up: 4 V peak
    EXPECT_NEAR((packets[0].volts + packets[1].volts + packets[2].volts) * std::sqrt(2.0), 4 * 0.1 / 1.1,
                1e-9);
}

TEST(Spectrum, that_makes_no_sense_is_refused) {
    for (const auto& [list, part] : {std::pair{"((2.5, 10), (3, 1))", "2.5 is no harmonic"},
                                     {"((401, 10), (3, 1))", "401 is no harmonic"},
                                     {"((3, 10), (3, 1))", "harmonic 3 stands there twice"},
                                     {"((1, 0), (3, 0))", "needs a harmonic above 0 %"}}) {
        const std::string said =
            complaint_about("ground g : mains { spectrum = " + std::string(list) + " }\n");
        EXPECT_NE(said.find(part), std::string::npos) << said;
    }
}

}  // namespace
}  // namespace pin3
