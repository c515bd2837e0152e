#include "room/room_figures.hpp"

#include "core/codes.hpp"
#include "judgement/expectation.hpp"
#include "response/measured.hpp"
#include "room/weighting.hpp"

#include <algorithm>

namespace pin3 {
namespace {

struct Figures {
    explicit Figures(const std::string& text, const Listening& listening = {})
        : measured(text),
          rooms(room_figures(measure_rooms(measured.all, simulator()), measured.all, listening)) {}
    const RoomFigures& all() const { return rooms.links.at(0); }
    Measured measured;
    PerLink<RoomFigures> rooms;
};

const std::string loop = link_text(
    "unbalanced { rout = 1 }", "coax { length = 3 m, r_shield = 134 mohm/m, electric = 0 V, magnetic = 0 T }",
    "unbalanced { r = 1meg }", "mains { level = 100 mV, spectrum = ((3, 20)) }");

TEST(RoomFigures, of_a_hum_are_sums_over_its_lines) {
    const Figures figures(loop);
    const double shield = 3 * 0.134, all = 0.1 * shield / (1 + shield);
    ASSERT_TRUE(figures.all().hum);
    const HumFigures& hum = *figures.all().hum;
    EXPECT_NEAR(dbu_of(hum.volts), 20 * std::log10(all / std::sqrt(0.6)), 0.001);
    const double first = all / std::hypot(1, 0.2), third = 0.2 * first;
    const auto weighted = [&](double (*weight)(double)) {
        return std::hypot(first * std::pow(10, weight(50) / 20), third * std::pow(10, weight(150) / 20));
    };
    EXPECT_NEAR(hum.weighted_a / weighted(a_weighting_db), 1, 1e-4);
    EXPECT_NEAR(hum.weighted_468 / weighted(itu468_db), 1, 1e-4);
    ASSERT_EQ(hum.paths.size(), 1u);
    EXPECT_EQ(hum.paths[0].path, "ground loop");
}

// The 150 Hz is 14 dB below the 50 Hz, and 24.9 dB easier to hear.
TEST(RoomFigures, are_audible_by_the_line_that_is_heard_best) {
    const Figures figures(loop);
    const HumFigures& hum = *figures.all().hum;
    EXPECT_EQ(hum.audible_hz, 150);
    const double third = hum.volts * 0.2 / std::hypot(1, 0.2);
    const double nominal = std::sqrt(0.6) * std::pow(10, 4.0 / 20);
    EXPECT_NEAR(hum.audible_db, 85 + 20 * std::log10(third / nominal) - hearing_threshold_db(150), 0.01);
    const Figures quiet(loop, {65});
    EXPECT_NEAR(quiet.all().hum->audible_db, hum.audible_db - 20, 1e-9);
}

// pin 3 of a symmetric output on ground: half of the signal is gone
TEST(RoomFigures, say_how_much_of_the_signal_is_lost) {
    const auto lost = [](const std::string& output, const std::string& cable) {
        return *Figures(link_text(output, cable, "difference { r = 1meg }")).all().lost_db;
    };
    EXPECT_NEAR(lost("symmetric", "twisted_pair { length = 1 m }"), 0, 0.01);
    EXPECT_NEAR(lost("symmetric", "twisted_pair { length = 1 m, pin3 = source }"), 6.02, 0.01);
    EXPECT_NEAR(lost("cross_coupled", "twisted_pair { length = 1 m, pin3 = source }"), 0, 0.1);
    EXPECT_NEAR(lost("unbalanced { rout = 1meg }", "none"), 20 * std::log10(1.5), 0.02);  // 1meg into 2meg
}

TEST(RoomFigures, can_be_expected) {
    const auto judged = [](const std::string& expected) {
        Diagnostics diagnostics;
        const Figures figures(loop + "expect all." + expected + "\n");
        const auto expectations = check_expectations(figures.measured.description, diagnostics);
        if (expectations.size() != 1) throw std::runtime_error("not one expectation");
        return judge(expectations, figures.measured.description, figures.measured.all, figures.rooms).at(0);
    };
    const double hum = dbu_of(0.1 * 0.402 / 1.402);
    EXPECT_NEAR(judged("hum <= -20 dBu").value->value, hum, 0.01);
    EXPECT_TRUE(judged("hum <= -20 dBu").holds);
    EXPECT_FALSE(judged("hum <= -40 dBu").holds);
    EXPECT_FALSE(judged("audible <= 0 dB").holds);
    EXPECT_TRUE(judged("noise <= -100 dBu").holds);
    EXPECT_TRUE(judged("lost <= 0.1 dB").holds);
    EXPECT_FALSE(judged("headroom >= 1 dB").value);
}

Diagnostics complaints(const std::string& text) {
    Diagnostics diagnostics;
    const Description description = described(text);
    EXPECT_TRUE(check_expectations(description, diagnostics).empty());
    return diagnostics;
}

TEST(RoomFigures, are_of_no_one_frequency_and_of_no_share_of_units) {
    for (const std::string more : {"hum at 1 kHz <= -20 dBu", "hum <= -20 dBu for 99%"}) {
        const Diagnostics said = complaints(loop + "expect all." + more + "\n");
        ASSERT_EQ(said.size(), 1u);
        EXPECT_EQ(said[0].code, Code::bad_expectation);
    }
}

// An expectation that cannot fail is none.
TEST(RoomFigures, of_hum_are_not_expected_where_nothing_can_hum) {
    const std::string silent = link_text("unbalanced", "none", "difference");
    for (const std::string more : {"hum <= -150 dBu", "audible <= 0 dB"}) {
        const Diagnostics said = complaints(silent + "expect all." + more + "\n");
        ASSERT_EQ(said.size(), 1u);
        EXPECT_EQ(said[0].code, Code::bad_expectation);
        EXPECT_NE(said[0].message.find("nothing can hum"), std::string::npos);
    }
    Diagnostics diagnostics;
    EXPECT_EQ(check_expectations(described(silent + "expect all.noise <= -60 dBu\n"), diagnostics).size(),
              1u);
}

Verdict first_verdict(const Figures& figures) {
    Diagnostics diagnostics;
    const auto expectations = check_expectations(figures.measured.description, diagnostics);
    return judge(expectations, figures.measured.description, figures.measured.all, figures.rooms).at(0);
}

TEST(RoomFigures, of_radio_alone_say_that_it_is_not_heard) {
    const Figures figures(link_text("unbalanced", "none", "difference", "rf") +
                          "expect all.hum <= -150 dBu\n");
    EXPECT_FALSE(figures.all().hum);
    const Verdict verdict = first_verdict(figures);
    EXPECT_TRUE(verdict.holds);
    EXPECT_TRUE(verdict.value->bound);
    EXPECT_NE(verdict.remark.find("above 20 kHz"), std::string::npos);
}

// Nominal parts match; 95 % of the units is what counts.
TEST(RoomFigures, are_judged_by_the_units_where_parts_have_tolerances) {
    Figures figures(
        link_text("impedance_balanced { rout = 1k }", "none", "difference { r = 10k 1% }", "mains") +
        "expect all.hum <= -120 dBu\n");
    EXPECT_TRUE(first_verdict(figures).holds);
    ProductionPlan plan;
    plan.units = 500;
    plan.causes = false;
    const Production production =
        produce(production_requests(figures.measured.description, {}), plan, simulator());
    figures.rooms.links[0].hum_of_units = hum_of_units(figures.rooms.links[0], production.links.at(0), {});
    const Verdict verdict = first_verdict(figures);
    EXPECT_FALSE(verdict.holds);
    EXPECT_EQ(verdict.value->value, dbu_of(figures.rooms.links[0].hum_of_units->volts));
    EXPECT_NE(verdict.remark.find("95 % of the units"), std::string::npos);
}

// A tone beside hiss of known density: 4 dB under the hiss in the ear's filter it is just heard.
TEST(RoomFigures, of_a_tone_that_hiss_hides) {
    const Figures figures(link_text("unbalanced { rout = 1meg }",
                                    "coax { length = 1 m, electric = 0 V, magnetic = 0 T }",
                                    "unbalanced { r = 10meg }", "mains { level = 1 uV, spectrum = sine }"));
    const HumFigures& hum = *figures.all().hum;
    const auto& hiss = figures.all().hiss;
    const auto at_50 = std::lower_bound(hiss.frequency_hz.begin(), hiss.frequency_hz.end(), 50);
    const double density = hiss.density[static_cast<std::size_t>(at_50 - hiss.frequency_hz.begin())];
    EXPECT_NEAR(hum.over_hiss_db,
                20 * std::log10(hum.volts / (density * std::sqrt(auditory_bandwidth_hz(50)))) + 4, 0.1);
    EXPECT_LT(hum.over_hiss_db, 0);
    EXPECT_EQ(hum.heard_db, std::min(hum.audible_db, hum.over_hiss_db));
    EXPECT_EQ(hum.loudest_hz, 50);
}

TEST(RoomFigures, say_when_a_nominal_signal_clips) {
    const auto warning = [](const std::string& level) {
        return clipping_warning(
            Figures("opamp usual : behavioural { gbw = 10 MHz }\n" +
                    link_text("unbalanced { level = " + level + " }", "none", "difference { opamp = usual }"))
                .all());
    };
    EXPECT_FALSE(warning("4 dBu"));
    ASSERT_TRUE(warning("30 dBu"));
    EXPECT_NE(warning("30 dBu")->find("receiver.opamp"), std::string::npos);
}

// A link of known rejection in all its units: 95 % of them hum as that says.
TEST(RoomFigures, of_units_follow_their_rejection) {
    const Figures figures(link_text("impedance_balanced { rout = 1k }", "none", "difference { r = 10k 1% }",
                                    "mains { spectrum = sine }"));
    ProductionPlan plan;
    plan.units = 2000;
    plan.causes = false;
    const Production production =
        produce(production_requests(figures.measured.description, {}), plan, simulator());
    const auto hum = hum_of_units(figures.all(), production.links.at(0), {});
    ASSERT_TRUE(hum);
    const double chassis = figures.all().lines.at(0).chassis_volts;
    const std::size_t at = production.links[0].spot_hz.index_of(50);
    const double rejected = production.links[0].spots[at].quantile(0.05);
    EXPECT_NEAR(dbu_of(hum->volts), dbu_of(chassis * std::abs(figures.all().signal_gain)) - rejected, 0.02);
}

}  // namespace
}  // namespace pin3
