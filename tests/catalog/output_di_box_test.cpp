#include "output_rig.hpp"

namespace pin3 {
namespace {

// rdc_secondary + (rout + rdc_primary) / ratio^2: the 1 kohm of a synthesizer and 5 kohm of wire come out
// below 150 ohm
TEST(OutputDiBox, divides_impedances_by_the_square_of_its_ratio) {
    const PinsSeen seen = pins_seen(
        "di_box { ratio = 12, rout = 10k, rdc_primary = 4.4k, rdc_secondary = 50, leakage = 0, c_winding = 0 "
        "}");
    EXPECT_LT(relative_error(seen.z_between, 50 + 14.4e3 / 144), 0.01);
}

// With lift = no the cable's shield, 0.5 ohm and 10 uH, lies across the EMF behind 1 ohm and 10 uH: U is
// nearly 1/3. With lift = yes nothing but picofarads joins the chassis: U = EMF.
TEST(OutputDiBox, lifts_the_shield_off_the_chassis) {
    const auto between_chassis = [](const std::string& lift) {
        const Link it =
            link_of("di_box { lift = " + lift + " }", "twisted_pair { length = 10 m, r_shield = 50 mohm/m }",
                    "difference", "mains { impedance = 1 }");
        return response(link_rig(it), "v_ground", 1, 50);
    };
    const std::complex<double> lead(0.5, two_pi * 50 * 10e-6), earth(1, two_pi * 50 * 10e-6);
    EXPECT_LT(relative_error(between_chassis("no"), lead / (earth + lead)), 1e-6);
    EXPECT_LT(relative_error(between_chassis("yes"), 1), 1e-6);
}

TEST(OutputDiBox, delivers_the_same_signal_lifted_or_not) {
    const auto gain = [](const std::string& lift) {
        const Link it = link_of("di_box { lift = " + lift + " }", "twisted_pair { length = 10 m }",
                                "difference", "mains");
        return signal_gain(it, 1e3);
    };
    EXPECT_NEAR(decibel(gain("yes")), decibel(gain("no")), 0.01);
}

// The whole voltage between the chassis is then across the primary's capacitances to shield and core; the
// rejection stays because they end on the shield and not on the secondary.
TEST(OutputDiBox, rejects_when_lifted) {
    const Link it = link_of("di_box { lift = yes }", "twisted_pair { length = 10 m }", "difference", "mains");
    EXPECT_GT(cmrr(it, 50), 80);
}

}  // namespace
}  // namespace pin3
