// The level at the receiver: its low end, where it ends, and what is said of that.
#include "reported.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace pin3 {
namespace {

using nlohmann::json;

// In the table of levels: 14.6 dB at 20 Hz. An inductance L behind R: 1/|1 + R/(j w L)|; R is what drives it
// and the primary's wire, beside it the load.
TEST(LevelTable, has_the_low_end_of_a_small_transformer) {
    const Reported reported(
        "output t : transformer { rout = 600, rdc_primary = 60, rdc_secondary = 60, lm = 1 H, leakage = 5 "
        "mH, "
        "saturation = -10 dBu }\ninput u : unbalanced { r = 10k }\nlink all = t -> u\n",
        false, true);
    const std::string text = in_format("text", reported.report);
    EXPECT_NE(text.find("level  dBu  lost, dB  at 20 Hz  1 dB down  3 dB down\n"), std::string::npos) << text;
    EXPECT_NE(text.find("all    3.4       0.6      14.6"), std::string::npos) << text;
    const json level = json::parse(in_format("json", reported.report)).at("links").at(0).at("level");
    const auto gain_db = [](double hertz) {
        const Complex core = 1.0 / (1.0 / Complex(0, two_pi * hertz) + 1.0 / Complex(10e3 + 60));
        const Complex before(660, two_pi * hertz * 5e-3);
        return 20 * std::log10(std::abs(core / (core + before)) * (10e3 / 10060) * 1.005);
    };
    EXPECT_NEAR(gain_db(50), -7.5, 0.05);
    EXPECT_NEAR(level.at("lost_db").get<double>(), -gain_db(1000), 0.02);
    EXPECT_NEAR(level.at("lost_20_hz_db").get<double>(), -gain_db(20), 0.02);
    EXPECT_NEAR(gain_db(level.at("down_1_db_hz").get<double>()) - gain_db(1000), -1, 0.01);
    EXPECT_NEAR(gain_db(level.at("down_3_db_hz").get<double>()) - gain_db(1000), -3, 0.01);
    const std::vector<std::string> row = split(lines_of(in_format("csv", reported.report)).at(1), ',');
    EXPECT_EQ(std::stod(row.at(7)), level.at("lost_20_hz_db").get<double>());
    EXPECT_EQ(std::stod(row.at(9)), level.at("down_3_db_hz").get<double>());
    EXPECT_NE(in_format("markdown", reported.report).find("| 14.6 |"), std::string::npos);
}

// A coupling capacitor into a load: f3 = 1/(2 pi R C), and 1 dB at f3/sqrt(10^0.1 - 1).
TEST(LevelTable, has_the_corner_of_a_coupling_capacitor) {
    const Reported reported(
        "output o : unbalanced { rout = 600, couple = 1 uF }\ninput u : unbalanced { r = 10k }\n"
        "link all = o -> u\n",
        false, true);
    const LowEnd& low = reported.report.links.at(0).room->low_end;
    const double corner = 1 / (two_pi * 10.6e3 * 1e-6);
    EXPECT_NEAR(low.three_db_down.value() / corner, 1, 0.005);
    EXPECT_NEAR(low.one_db_down.value() / (corner / std::sqrt(std::pow(10, 0.1) - 1)), 1, 0.005);
    EXPECT_NEAR(20 * std::log10(low.gain), 20 * std::log10(10 / 10.6 / std::hypot(1, corner / 20)), 0.001);
}

TEST(LevelTable, has_at_most_80_columns) {
    const std::string name = "a_name_that_goes_on_and_on_and_on_until_nobody_can_tell_it_from_another";
    const Reported reported("output " + name +
                                "o : symmetric { opamp = ne5532 }\ninput i : difference\nlink " + name +
                                " = " + name + "o -> i\n",
                            false, true);
    const std::string text = in_format("text", reported.report);
    const std::vector<std::string> lines = lines_of(text.substr(text.find("\nlevel ")));
    for (std::size_t i = 0; i < 12; ++i) EXPECT_LE(lines.at(i).size(), 80u) << lines[i];
}

TEST(LevelTable, says_where_a_level_does_not_fall) {
    const Reported reported("output o : unbalanced\ninput u : unbalanced\nlink all = o -> u\n", false, true);
    EXPECT_NE(in_format("text", reported.report).find("<1 Hz"), std::string::npos);
    const json level = json::parse(in_format("json", reported.report)).at("links").at(0).at("level");
    EXPECT_TRUE(level.at("down_3_db_hz").is_null());
    EXPECT_TRUE(level.at("first_limit").is_null());
}

// Half of the signal, 0.868 V peak, over 68 ohm into ground is 12.8 mA, and 0.09 mA are for the inverter's
// own 10k: 38 mA are 9.4 dB above. What the receiver delivers is hot's, whose limits come later.
TEST(Headroom, ends_at_the_current_of_a_cold_pin_that_is_on_ground) {
    const Reported reported(
        "output o : symmetric { rout = 68, opamp = ne5532 }\ncable c : coax { length = 1 m, "
        "r_shield = 1u }\ninput u : unbalanced { r = 10k }\nlink all = o -> c -> u\n",
        true, true);
    const LinkReport& link = reported.report.links.at(0);
    ASSERT_TRUE(link.room->clipping);
    EXPECT_EQ(link.room->clipping->by, OpampLimit::output_current);
    EXPECT_EQ(link.room->clipping->opamp, "o.opamp_cold");
    const double peak = std::sqrt(0.6 * 2) * std::pow(10, 4.0 / 20) / 2;
    EXPECT_NEAR(link.room->headroom_db.value(), 20 * std::log10(0.038 / (peak / 68 + peak / 10e3)), 0.02);
    const std::string text = in_format("text", reported.report);
    EXPECT_NE(text.find("9.4  o.opamp_cold        38 mA"), std::string::npos) << text;
    EXPECT_NE(text.find("pin 3 on ground takes 12.8 mA peak"), std::string::npos) << text;
    // the report says why its two limits are apart
    EXPECT_NE(text.find("o.opamp_cold at 38 mA is at its limit 9.4 dB above nominal"), std::string::npos)
        << text;
}

// 2.5 V of supply less 2 of headroom: half of 1.736 V peak is 4.8 dB beyond 0.5.
TEST(Headroom, of_a_line_output_on_five_volts_is_none) {
    const Reported reported(
        "use \"ne5532.pin3\"\nopamp ne5v : ne5532 { supply = 2.5 V }\noutput o : symmetric { opamp = "
        "ne5v }\ninput d : difference { r = 10k }\nlink all = o -> d\n",
        true, true);
    const LinkReport& link = reported.report.links.at(0);
    EXPECT_NEAR(link.room->headroom_db.value(), -4.8, 0.05);
    EXPECT_GT(link.clips->thd, 0.17);
    EXPECT_LT(link.clips->thd, 0.21);
    EXPECT_NEAR(*link.clips->thd_low / link.clips->thd, 1, 0.02);
}

// Nothing but the level is 6 dB apart: so are hum and hiss below the signal.
TEST(Level, of_six_decibels_more_is_six_decibels_less_hum_and_hiss) {
    const Reported reported(
        "output a : impedance_balanced { rout = 100, pin3 = 110, level = 4 dBu }\n"
        "output b : impedance_balanced { rout = 100, pin3 = 110, level = 10 dBu }\n"
        "input d : difference { r = 10k, opamp = ne5532 }\nground g : mains\nlink la = a -> d @ g\nlink lb = "
        "b -> d @ g\n",
        false, true);
    const RoomFigures &a = *reported.report.links.at(0).room, &b = *reported.report.links.at(1).room;
    EXPECT_NEAR(b.below_nominal_db(b.hum->volts) - a.below_nominal_db(a.hum->volts), 6, 1e-6);
    EXPECT_NEAR(b.below_nominal_db(b.hiss_volts) - a.below_nominal_db(a.hiss_volts), 6, 1e-6);
    EXPECT_EQ(a.hum->volts, b.hum->volts);
    EXPECT_EQ(a.hiss_volts, b.hiss_volts);
}

}  // namespace
}  // namespace pin3
