// Tolerances that are found, against the closed form of a difference amplifier and another random generator.
#include "judgement/tighten.hpp"

#include "response/measured.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

namespace pin3 {
namespace {

struct Found {
    Found(const std::string& receiver, const std::string& target, const std::string& before = {})
        : description(described(
              before + link_text("symmetric { rout = 0 }", "none", "difference { " + receiver + " }") +
              "\nexpect all." + target + "\n")) {
        Diagnostics problems;
        expectation = check_expectations(description, problems).at(0);
        model =
            std::move(model_links({{description.links.at(0), {0, 0, 0, {1000}}}}, simulator()).links.at(0));
        result = tighten(model, expectation, description, {});
    }
    Description description;
    Expectation expectation;
    LinkModel model;
    Tightening result;
};

// The share of amplifiers that reject 20 log10 |A_dm / A_cm| >= limit, with
//     A_cold = -r2/r1,   A_hot = (1 + r2/r1) r4/(r3 + r4),   A_dm = (A_hot - A_cold)/2,   A_cm = A_hot +
//     A_cold,
// (text books; no code of pin3's), uniform draws of a Mersenne twister.
double share(const std::array<double, 4>& tolerance, double limit_db) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> draw(-1, 1);
    constexpr int units = 200000;
    int passing = 0;
    for (int unit = 0; unit < units; ++unit) {
        std::array<double, 4> r{};
        for (std::size_t i = 0; i < 4; ++i) r[i] = 1 + tolerance[i] * draw(random);
        const double cold = -r[1] / r[0], hot = (1 + r[1] / r[0]) * r[3] / (r[2] + r[3]);
        passing += 20 * std::log10(std::abs((hot - cold) / 2 / (hot + cold))) >= limit_db;
    }
    return static_cast<double>(passing) / units;
}

std::array<double, 4> four(const Tightening& result) {
    std::array<double, 4> tolerance{};
    for (std::size_t i = 0; i < 4; ++i) tolerance[i] = result.chosen.at(i).after;
    return tolerance;
}

TEST(Tighten, finds_tolerances_that_the_closed_form_confirms) {
    for (const double limit_db : {40.0, 60.0, 74.0}) {
        const Found found("r = 10k 1%", fmt::format("cmrr at 1 kHz >= {} dB for 95%", limit_db));
        ASSERT_EQ(found.result.chosen.size(), 4u);
        ASSERT_TRUE(found.result.met());
        const std::array<double, 4> tolerance = four(found.result);
        // four standard deviations of the two counts: 10,000 units there, 200,000 here
        const double p = share(tolerance, limit_db);
        EXPECT_NEAR(found.result.after.share(), p, 4 * std::sqrt(p * (1 - p) * (1e-4 + 5e-6)) + 1e-4);
        EXPECT_GT(p, 0.95);
        // and none can be a step looser
        for (std::size_t i = 0; i < 4; ++i) {
            std::array<double, 4> looser = tolerance;
            const auto* at = std::find(standard_tolerances.begin(), standard_tolerances.end(), tolerance[i]);
            if (at == standard_tolerances.begin()) continue;
            looser[i] = *(at - 1);
            const double q = share(looser, limit_db);
            EXPECT_LT(q, 0.95 + 4 * std::sqrt(0.95 * 0.05 / 1e4)) << limit_db << " dB, part " << i;
        }
    }
}

// The parts of a row are bought together: one tolerance for all, and a looser one than for a single part.
TEST(Tighten, chooses_one_tolerance_for_a_row_of_parts) {
    const char* const target = "cmrr at 1 kHz >= 60 dB for 95%";
    const Found rows("r = 10 x 1k 1%", target);
    ASSERT_EQ(rows.result.chosen.size(), 4u);
    EXPECT_EQ(rows.result.chosen[0].part, "receiver.r1");
    EXPECT_EQ(rows.result.chosen[0].variables.size(), 10u);
    EXPECT_GT(rows.result.uniform, Found("r = 10k 1%", target).result.uniform);
}

// All 2401 ways to choose: nothing that meets it is looser in one part and as loose in the others.
TEST(Tighten, ends_where_nothing_is_looser_everywhere) {
    const Found found("r = 10k 1%, gain = 2", "cmrr at 1 kHz >= 50 dB for 90%");
    ASSERT_TRUE(found.result.met());
    const std::array<double, 4> tolerance = four(found.result);
    for (std::size_t code = 0; code < 2401; ++code) {
        std::array<double, 4> other{};
        std::size_t rest = code;
        bool looser = false, tighter = false;
        for (std::size_t i = 0; i < 4; ++i, rest /= 7) {
            other[i] = standard_tolerances[rest % 7];
            looser = looser || other[i] > tolerance[i];
            tighter = tighter || other[i] < tolerance[i];
        }
        if (!looser || tighter) continue;
        LinkModel model = found.model;
        for (std::size_t i = 0; i < 4; ++i) model.variation.variables[i].fraction = other[i];
        std::uint64_t passing = 0;
        solve_units(model, production_draws(model.variation, 1), {0, 10000}, [&](const UnitBlock& block) {
            for (std::size_t unit = 0; unit < block.size(); ++unit)
                passing += unit_cmrr_db(block.signal_gain[0][unit], block.ground_gain[0][unit]) >= 50;
            return true;
        });
        EXPECT_NE(yield_of(passing, 10000, 90).answer, YieldAnswer::holds);
    }
}

TEST(Tighten, takes_a_network_apart_into_its_tolerance_and_its_match) {
    const Found found("r = 10k 1% matched 0.1%", "cmrr at 1 kHz >= 70 dB for 95%");
    ASSERT_EQ(found.result.chosen.size(), 2u);
    EXPECT_EQ(found.result.chosen[0].part, "receiver.r, lot");
    EXPECT_EQ(found.result.chosen[0].after, 0.05);  // what is common cancels
    EXPECT_EQ(found.result.chosen[1].part, "receiver.r, match");
    EXPECT_EQ(found.result.chosen[1].variables.size(), 4u);
    EXPECT_LT(found.result.chosen[1].after, 0.001);
}

TEST(Tighten, says_when_no_tolerance_will_do) {
    const Found found("r = 10k 1%", "cmrr at 1 kHz >= 100 dB for 99%");
    EXPECT_FALSE(found.result.met());
    EXPECT_EQ(found.result.uniform, 0);
    for (const ChosenTolerance& chosen : found.result.chosen) EXPECT_EQ(chosen.after, 0.0001);
    EXPECT_EQ(found.result.perfect.answer, YieldAnswer::holds);
}

TEST(Tighten, leaves_alone_what_is_not_sold_by_tolerance) {
    const Found found("r = 10k 1%, opamp = u", "cmrr at 1 kHz >= 50 dB for 95%",
                      "opamp u : behavioural { gbw = 10 MHz 30% }\n");
    EXPECT_EQ(found.result.kept, std::vector<std::string>{"receiver.opamp.gbw"});
}

}  // namespace
}  // namespace pin3
