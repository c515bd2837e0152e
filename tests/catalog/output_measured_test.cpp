#include "output_rig.hpp"

namespace pin3 {
namespace {

TEST(OutputMeasured, shows_on_the_rig_what_was_read_there) {
    const PinsSeen seen =
        pins_seen("measured { v_hot = 0.9 V, v_cold = -0.3 V, z_hot = 100, z_cold = 120, z_common = 1k }");
    EXPECT_LT(relative_error(seen.hot, 0.75), 1e-8);  // 0.9 / 1.2
    EXPECT_LT(relative_error(seen.cold, -0.25), 1e-8);
    EXPECT_LT(relative_error(seen.z_hot, 1100), 1e-8);
    EXPECT_LT(relative_error(seen.z_between, 220), 1e-8);
    EXPECT_LT(relative_error(seen.z_common, 1000 + 100.0 * 120 / 220), 1e-8);
}

TEST(OutputMeasured, has_its_inductances_in_series_with_each_leg) {
    for (const double hertz : {50.0, 1e3, 20e3}) {
        const auto leg = [&](double ohm, double henry) {
            return std::complex<double>{ohm, two_pi * hertz * henry};
        };
        const PinsSeen seen = pins_seen(
            "measured { v_hot = 0.5, v_cold = -0.5, z_hot = 375, z_cold = 350, l_hot = 250 mH, l_cold = 200 "
            "mH }",
            hertz);
        EXPECT_LT(relative_error(seen.hot, 0.5), 1e-6);
        EXPECT_LT(relative_error(seen.z_hot, leg(375, 0.25)), 1e-6);
        EXPECT_LT(relative_error(seen.z_cold, leg(350, 0.2)), 1e-6);
        EXPECT_LT(relative_error(seen.z_between, leg(725, 0.45)), 1e-6);
    }
}

TEST(OutputMeasured, is_an_impedance_balanced_output_when_it_was_measured_as_one) {
    const auto rejection = [](const std::string& output) {
        return cmrr(link_of(output, "twisted_pair { length = 20 m }", "difference { r1 = 10.1k }", "mains"),
                    1e3);
    };
    EXPECT_NEAR(rejection("measured { v_hot = 1 V, v_cold = 0 V, z_hot = 440, z_cold = 430 }"),
                rejection("impedance_balanced { rout = 440, pin3 = 430 }"), 1e-9);
}

TEST(OutputMeasured, says_that_equal_voltages_are_no_signal) {
    const auto complaint = [](const std::string& volts) {
        return complaint_about("output tested : measured { z_hot = 50, z_cold = 50, " + volts + " }");
    };
    EXPECT_NE(complaint("v_hot = 0.5 V, v_cold = 0.5 V").find("no signal"), std::string::npos);
    EXPECT_EQ(complaint("v_hot = 0.5 V, v_cold = -0.5 V"), "");
}

}  // namespace
}  // namespace pin3
