#include "catalog/pickup.hpp"

#include "described.hpp"

namespace pin3 {
namespace {

const std::string receiver = "measured { z_hot = 100meg, z_cold = 100meg }";

std::complex<double> picked(const Link& link, const std::string& source, double hertz) {
    return response(link_pickup_rig(link), source, 0, hertz);
}

// I = w C V into each leg, and V_d = I_hot Z_hot - I_cold Z_cold
TEST(Pickup, of_an_electric_field_is_a_current_into_each_leg) {
    const Link link =
        link_of("impedance_balanced { rout = 1k, pin3 = 3k }",
                "unshielded { length = 5 m, c_electric = 2 pF/m, c_electric_imbalance = 10 % }", receiver);
    const double expected = two_pi * 50 * 10e-12 * (1.05 * 1e3 - 0.95 * 3e3);
    EXPECT_NEAR(std::abs(picked(link, "v_electric", 50)) / std::abs(expected), 1, 1e-3);
}

TEST(Pickup, of_an_electric_field_comes_to_nothing_in_equal_legs) {
    const Link link = link_of("impedance_balanced { rout = 1k }",
                              "unshielded { length = 5 m, c_electric_imbalance = 0 }", receiver);
    EXPECT_LT(std::abs(picked(link, "v_electric", 50)), 1e-15);
}

TEST(Pickup, of_a_magnetic_field_is_in_series_with_the_conductors) {
    const Link link = link_of("symmetric", "twisted_pair { length = 10 m }", receiver);
    EXPECT_NEAR(std::abs(picked(link, "v_magnetic", 50)), 1, 1e-4);
}

// domain figure: 0.94 uV a metre for 3 mm in 1 uT at 50 Hz, untwisted
TEST(Pickup, of_a_magnetic_field_is_94_hundredths_of_a_microvolt_a_metre) {
    const Link link = link_of(
        "symmetric", "unshielded { length = 1 m, magnetic = 1 uT, electric = 0 V, magnetic_spectrum = sine }",
        receiver);
    const auto hum = link.cable->kind->hum(link.cable->parameters, 50);
    ASSERT_EQ(hum.size(), 1u);
    EXPECT_EQ(hum[0].path, "magnetic");
    EXPECT_NEAR(hum[0].lines[0].volts, 0.942478e-6, 1e-12);
    const Link twisted =
        link_of("symmetric",
                "twisted_pair { length = 1 m, magnetic = 1 uT, electric = 0 V, magnetic_spectrum = "
                "sine, field_frequency = 60 Hz }",
                receiver);
    const auto weaker = twisted.cable->kind->hum(twisted.cable->parameters, 50);
    EXPECT_NEAR(weaker[0].lines[0].volts, 0.942478e-8 * 1.2, 1e-12);
    EXPECT_EQ(weaker[0].lines[0].frequency_hz, 60);
}

// A harmonic induces more by its frequency.
TEST(Pickup, of_a_magnetic_field_rises_with_frequency) {
    const std::string lines = "((3, 10), (5, 10))";
    const Link link =
        link_of("symmetric",
                "coax { length = 3 m, electric_spectrum = " + lines + ", magnetic_spectrum = " + lines + " }",
                receiver);
    for (const HumSource& noise : link.cable->kind->hum(link.cable->parameters, 50))
        EXPECT_NEAR(noise.lines[1].volts / noise.lines[0].volts, noise.path == "magnetic" ? 0.3 : 0.1, 1e-12);
}

// V_d = -j w M l I, I = EMF/(R_shield + R_earth) towards the receiver: the conductor with more coupling falls
TEST(Pickup, of_the_shields_current_follows_its_mutual_inductance) {
    const Link link =
        link_of("symmetric { rout = 1 }",
                "twisted_pair { length = 10 m, m_imbalance = 2 nH/m, c_imbalance = 0, l_common = 0 }",
                receiver, "mains { impedance = 0.5, inductance = 0 }");
    const std::complex<double> expected(0, -two_pi * 1e3 * 20e-9 * (1 / (0.5 + 0.5)));
    const auto out = response(link_rig(link), "v_ground", 0, 1e3);
    EXPECT_LT(std::abs(out - expected), 1e-3 * std::abs(expected));
}

TEST(Pickup, of_a_spectrum_that_makes_no_sense_is_refused) {
    const std::string said =
        complaint_about("cable lead : coax { length = 1 m, magnetic_spectrum = ((0, 10), (5, 1)) }\n");
    EXPECT_NE(said.find("0 is no harmonic"), std::string::npos) << said;
}

}  // namespace
}  // namespace pin3
