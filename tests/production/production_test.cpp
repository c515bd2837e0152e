// Production against closed forms, published quantiles and itself.
#include "production/production.hpp"

#include "core/decibel.hpp"
#include "response/measured.hpp"
#include "response/random_link.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <hwy/highway.h>
#include <random>

namespace pin3 {
namespace {

// Fewer where a sanitizer makes them slow; the bounds are those of as many as there are.
#ifdef PIN3_ADDRESS_SANITIZER
constexpr std::uint64_t many_units = 20000;
#else
constexpr std::uint64_t many_units = 200000;
#endif

struct Produced {
    explicit Produced(const std::string& text, const ProductionPlan& plan = {})
        : description(described(text)),
          all(produce(production_requests(description, {}), plan, simulator())) {
        if (!all.failures.empty()) throw std::runtime_error(all.failures[0].simulation.log);
    }
    const LinkProduction& link() const { return all.links.at(0); }
    // At 1 kHz.
    std::size_t spot() const { return link().spot_hz.index_of(1000); }
    const Sample& sample() const { return link().spots.at(spot()); }
    double worst_db() const { return amplitude_db(link().worst.at(spot()).ratio); }

    const Description description;
    const Production all;
};

// A difference amplifier on a source of no impedance: the contacts of 10 mohm are a millionth of 10k.
std::string amplifier(const std::string& parameters) {
    return link_text("symmetric { rout = 0 }", "none", "difference { " + parameters + " }");
}

// (1 + G) / (4 t), of first order in t: 33.98 dB for 1 % (the closed form that text books give).
TEST(WorstCase, of_four_resistors_is_one_plus_gain_over_four_tolerances) {
    EXPECT_NEAR(Produced(amplifier("r = 10k 1%")).worst_db(), 33.98, 0.1);  // of first order in t
    EXPECT_NEAR(Produced(amplifier("r = 10k 0.1%")).worst_db(), 53.98, 0.02);
    EXPECT_NEAR(Produced(amplifier("r = 10k 0.01%")).worst_db(), 73.98, 0.01);
    EXPECT_NEAR(Produced(amplifier("r = 1k 0.1%, gain = 20")).worst_db(), 74.40, 0.02);
}

// In its worst corner a row of parts is as far off as one part.
TEST(WorstCase, of_rows_of_parts_is_that_of_single_ones) {
    EXPECT_NEAR(Produced(amplifier("r = 2 x 5k 1%")).worst_db(), Produced(amplifier("r = 10k 1%")).worst_db(),
                1e-4);
}

// A lot's common factor leaves the balance alone.
TEST(WorstCase, of_a_matched_network_is_that_of_its_match) {
    const Produced network(amplifier("r = 10k 5% matched 0.01%"));
    EXPECT_EQ(network.link().variation.variables.size(), 5u);
    EXPECT_NEAR(network.worst_db(), 73.98, 0.05);
}

// One resistor trimmed is still of the network: all five variables as before, and a worst case by the formula
// of the difference stage with r2 off by 3.3e-5. Given a tolerance of its own it leaves.
TEST(WorstCase, of_a_matched_network_with_one_value_given_is_that_of_its_match) {
    const Produced trimmed(amplifier("r = 9k 30% matched 0.0142%, r2 = 9.0003k"));
    EXPECT_EQ(trimmed.link().variation.variables.size(), 5u);
    EXPECT_NEAR(trimmed.worst_db(), -20 * std::log10((4 * 0.000142 + 0.3 / 9000) / 2), 0.01);
    EXPECT_EQ(Produced(amplifier("r = 10k 1%, r2 = 10.01k")).link().variation.variables.size(), 3u);
    const Produced own(amplifier("r = 9k 30% matched 0.0142%, r2 = 9k 1%"));
    EXPECT_LT(own.worst_db(), 30);
}

// Matched alike, written in each of them or in some: one lot.
TEST(WorstCase, of_parts_that_are_matched_one_by_one_is_that_of_their_match) {
    const Produced each(
        amplifier("r1 = 10k 5% matched 0.01%, r2 = 10k 5% matched 0.01%, r3 = 10k 5% matched 0.01%, "
                  "r4 = 10k 5% matched 0.01%"));
    EXPECT_EQ(each.link().variation.variables.size(), 5u);
    EXPECT_NEAR(each.worst_db(), 73.98, 0.05);
    const Produced two(amplifier("r = 10k 5% matched 0.01%, r2 = 10k 5% matched 0.02%"));
    EXPECT_EQ(two.link().variation.variables.size(), 5u);
    EXPECT_NEAR(two.worst_db(), -20 * std::log10(5 * 0.0001 / 2), 0.05);
    // of another lot
    EXPECT_EQ(Produced(amplifier("r = 10k 5% matched 0.01%, r2 = 10k 2% matched 0.01%"))
                  .link()
                  .variation.variables.size(),
              6u);
}

// The product's receiver with one resistor trimmed is what it is without: some 90 dB, not the 15.8 of a
// resistor that does not follow the lot.
TEST(WorstCase, of_a_product_with_one_resistor_trimmed_is_still_its_own) {
    const auto worst = [](const std::string& input) {
        return Produced("use \"products.pin3\"\noutput o : symmetric { rout = 0 }\ninput i : " + input +
                            "\nlink all = o -> i\n",
                        {.units = 500})
            .worst_db();
    };
    const double sold = worst("that1200"), trimmed = worst("that1200 { r2 = 9.0003k }");
    EXPECT_GT(sold, 60);
    EXPECT_NEAR(trimmed, sold, 1.5);
}

// 22 uF of 20 % in legs of 20k at 60 Hz: 1/(w C) (1/0.8 - 1/1.2) over 20k is 52.0 dB.
TEST(WorstCase, of_two_coupling_capacitors_is_their_difference) {
    const Produced text("sweep { at = 60 Hz }\n" +
                            link_text("impedance_balanced { rout = 100, pin3 = 100, couple = 22 uF 20% }",
                                      "none", "measured { z_hot = 20k, z_cold = 20k }"),
                        {.units = 500});
    const double ohm = 1 / (two_pi * 60 * 22e-6);
    const std::size_t spot = text.link().spot_hz.index_of(60);
    const double worst = amplitude_db(text.link().worst.at(spot).ratio);
    EXPECT_NEAR(worst, 20 * std::log10(20e3 / (ohm * (1 / 0.8 - 1 / 1.2))), 0.1);
    EXPECT_NEAR(worst, 52.0, 0.1);
}

// With pin 3 open the signal is what 1 - k2' leaves, 0.25 % of it, and resistors of 0.1 % turn that over:
// nought lies between, and no unit is the worst.
TEST(WorstCase, of_a_signal_that_turns_over_has_no_bound) {
    const Produced text(
        "output o : cross_coupled { rout = 50 1%, r = 10k 0.1% }\ncable c : coax { length = 1 m, shell = "
        "pin1 }\ninput u : unbalanced { r = 10k }\nlink all = o -> c -> u\n");
    for (const WorstCase& worst : text.link().worst) {
        EXPECT_TRUE(worst.unbounded);
        EXPECT_EQ(worst.ratio, 0);
    }
    // resistors that do not turn it over: all units are above the worst
    const Produced tight(
        "output o : cross_coupled { rout = 50 1%, r = 10k 0.01% }\ncable c : coax { length = 1 m, shell = "
        "pin1 }\ninput u : unbalanced { r = 10k }\nlink all = o -> c -> u\n");
    for (std::size_t k = 0; k < tight.link().worst.size(); ++k) {
        EXPECT_FALSE(tight.link().worst[k].unbounded);
        EXPECT_LE(amplitude_db(tight.link().worst[k].ratio), tight.link().spots[k].quantile(0) + 1e-3);
    }
}

// A corner with k1 k2 > (1 + l)^2, l = rout/2r, latches up with nothing plugged in, whatever the link's load
// would hold: k is 1 and three tolerances more, of eight resistors one corner. So says the description of
// those values as well.
TEST(WorstCase, passes_over_a_corner_that_latches_up_unplugged) {
    const std::string before = "output o : cross_coupled { rout = 75, ",
                      behind =
                          " }\ncable c : coax { length = 1 m, shell = "
                          "pin1 }\ninput u : unbalanced { r = 10k }\nlink all = o -> c -> u\n";
    const Produced text(before + "r = 20k 0.1%" + behind, {.units = 2000});
    std::uint64_t failing = 0;
    for (int corner = 0; corner < 256; ++corner) {
        std::string values;
        for (int i = 0; i < 8; ++i)
            values += fmt::format("{}r{} = {:.12g}", i ? ", " : "", i + 1,
                                  20e3 * (corner >> i & 1 ? 1.001 : 0.999));
        const std::string complaint = complaint_about(before + values + behind);
        failing += complaint.find("latches up") != std::string::npos;
    }
    EXPECT_GT(failing, 0u);
    EXPECT_EQ(text.link().worst.at(0).failing, failing);
    EXPECT_EQ(text.link().worst.at(0).corners, 256u);
}

// Every part of a kind with a tolerance.
std::string with_tolerances(const std::string& kind, std::mt19937_64& random) {
    std::string text;
    std::size_t begin = 0;
    static const std::array<std::string, 4> some = {" 1%", " 5%", " 0.1%", " 10% gaussian"};
    for (std::size_t at = kind.find(" = "); at != std::string::npos; at = kind.find(" = ", begin)) {
        const std::size_t end = kind.find_first_of(",} ", at + 3);
        const std::string name =
            kind.substr(kind.find_last_of(" {", at - 1) + 1, at - kind.find_last_of(" {", at - 1) - 1);
        text += kind.substr(begin, end - begin);
        const bool part = name.starts_with("r") && name != "ratio"
                              ? std::isdigit(static_cast<unsigned char>(kind[at + 3])) != 0
                              : name == "couple" && kind[at + 3] != 'n';
        if (part && random() % 2 == 0) text += some[random() % some.size()];
        begin = end;
    }
    return text + kind.substr(begin);
}

RC_GTEST_PROP(WorstCase, of_links_at_random_lies_above_no_unit, ()) {
    const std::uint64_t seed = any_seed();
    RandomStages random(seed);
    std::mt19937_64 choice(seed);
    LinkWords words;
    // cross-coupled ones of such tolerances latch up
    do words.output = random.output();
    while (words.output.starts_with("cross_coupled"));
    do words.input = random.input();
    while (words.input.starts_with("bootstrapped"));
    words.output = with_tolerances(words.output, choice);
    words.input = with_tolerances(words.input, choice);
    // with pin 3 open that is an error
    do words.cable = random.cable();
    while (words.cable.find("shell = pin3") != std::string::npos);
    words.ground = "none";
    const Description description = described(description_of({words}, {50, 1000, 20e3}));
    ProductionPlan plan;
    plan.units = 500;
    const Production all = produce(production_requests(description, {}), plan, simulator());
    for (const LinkProduction& link : all.links)
        for (std::size_t k = 0; k < link.worst.size(); ++k) {
            if (link.worst[k].unbounded || link.spots[k].size() == 0) continue;
            const double worst = amplitude_db(link.worst[k].ratio), least = link.spots[k].quantile(0);
            // beyond the floor of the solver all is alike
            if (!(worst <= least + link.check.largest_db + 1e-3) && worst < 150)
                RC_FAIL(fmt::format("worst {} dB, unit {} dB at {} Hz\n{}", worst, least, link.spot_hz[k],
                                    words.text("x")));
        }
}

TEST(WorstCase, is_no_better_than_any_unit) {
    const Produced text(link_text("impedance_balanced { rout = 1k 5%, pin3 = 1k 1%, couple = 10u 20% }",
                                  "none", "difference { r = 10k 1% }"));
    for (std::size_t k = 0; k < text.link().spots.size(); ++k)
        EXPECT_LE(amplitude_db(text.link().worst[k].ratio), text.link().spots[k].quantile(0) + 1e-6);
}

// 23 variables: 8 million corners are not tried. What the search finds is held against the corner that the
// formula of the difference stage and the bridge name.
TEST(WorstCase, by_search_is_as_bad_as_the_known_corner) {
    const Produced many(
        link_text("cross_coupled { r = 10k 0.01%, rout = 50 1% }", "none",
                  "instrumentation { r_bias = 1meg 1%, gain = 3, rf = 10k 1%, r = 10k 0.1%, c_hot = 10p "
                  "5%, c_cold = 10p 5% }"),
        {.units = 1000});
    EXPECT_FALSE(many.link().worst.at(0).exhaustive);
    for (std::size_t k = 0; k < many.link().spots.size(); ++k)
        EXPECT_LT(amplitude_db(many.link().worst[k].ratio), many.link().spots[k].quantile(0) - 1);
}

struct Known {
    const char* tolerance;
    double db[4];  // 1, 5, 50, 95 %
};

class Quantiles : public testing::TestWithParam<Known> {};

// To 0.1 dB. With n units the share below the true p-quantile is p within four standard deviations
// of the binomial distribution, sqrt(p (1 - p) / n).
TEST_P(Quantiles, of_four_resistors_are_those_of_the_formula) {
    const Produced produced(amplifier(std::string("r = 10k ") + GetParam().tolerance), {.units = many_units});
    const double n = many_units, shares[] = {0.01, 0.05, 0.5, 0.95};
    for (int i = 0; i < 4; ++i) {
        const double p = shares[i], off = 4 * std::sqrt(p * (1 - p) / n);
        EXPECT_LE(produced.sample().quantile(p - off), GetParam().db[i] + 0.05) << p;
        EXPECT_GE(produced.sample().quantile(p + off), GetParam().db[i] - 0.05) << p;
    }
}

// Quantiles of |A_dm / A_cm| by the formula of four resistors, found with a Mersenne twister.
INSTANTIATE_TEST_SUITE_P(Of, Quantiles,
                         testing::Values(Known{"1%", {37.0, 39.0, 47.9, 68.4}},
                                         Known{"1% gaussian", {41.5, 43.8, 53.0, 73.6}},
                                         Known{"0.1% gaussian", {61.5, 63.8, 73.1, 93.7}}));

TEST(Quantiles, of_a_gain_of_twenty_too) {
    const Produced produced(amplifier("r = 1k 0.1%, gain = 20"), {.units = many_units});
    for (const auto& [p, db] : {std::pair{0.05, 79.46}, std::pair{0.5, 88.34}}) {
        const double off = 4 * std::sqrt(p * (1 - p) / static_cast<double>(many_units));
        EXPECT_LE(produced.sample().quantile(p - off), db + 0.1) << p;
        EXPECT_GE(produced.sample().quantile(p + off), db - 0.1) << p;
    }
}

TEST(Units, are_the_same_on_any_number_of_threads_and_from_any_first_one) {
    const Description description = described(link_text("impedance_balanced { rout = 1k 5%, pin3 = 1k 1% }",
                                                        "none", "difference { r = 10k 1% gaussian }"));
    const LinkModels models = model_links({{description.links[0], {0, 0, 0, {50, 1000}}}}, simulator());
    const LinkModel& model = models.links.at(0);
    const auto gains = [&](std::uint64_t first, std::uint64_t last, unsigned threads) {
        std::vector<Complex> all;
        solve_units(model, production_draws(model.variation, 7), {first, last, threads},
                    [&](const UnitBlock& block) {
                        all.insert(all.end(), block.ground_gain[1].begin(), block.ground_gain[1].end());
                        return true;
                    });
        return all;
    };
    const std::vector<Complex> one = gains(0, 9000, 1), two = gains(0, 9000, 2), late = gains(4711, 4712, 2);
    EXPECT_EQ(one, two);
    EXPECT_LT(std::abs(one[4711] - late[0]), 1e-13 * std::abs(late[0]));
}

// Every instruction set that this machine has, from two lanes to eight.
TEST(Units, are_the_same_in_lanes_of_any_width) {
    const Description description =
        described("opamp u : behavioural { gbw = 10 MHz 30%, pole2 = 20 MHz 30% }\n" +
                  link_text("impedance_balanced { rout = 1k 5%, pin3 = 1k 1%, couple = 47u 20% }",
                            "twisted_pair { length = 10 m }", "difference { r = 10k 1%, opamp = u }"));
    const LinkModels models = model_links({{description.links[0], {10, 100e3, 3, {50, 20e3}}}}, simulator());
    const LinkModel& model = models.links.at(0);
    const auto rejections = [&] {
        std::vector<double> all;
        solve_units(
            model, production_draws(model.variation, 1), {0, 500, 1, true}, [&](const UnitBlock& block) {
                for (const auto& row : block.curve_db) all.insert(all.end(), row.begin(), row.end());
                for (std::size_t k = 0; k < model.spots; ++k)
                    for (std::size_t unit = 0; unit < block.size(); ++unit)
                        all.push_back(unit_cmrr_db(block.signal_gain[k][unit], block.ground_gain[k][unit]));
                return true;
            });
        return all;
    };
    const std::vector<double> widest = rejections();
    std::vector<std::string> sets;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        sets.push_back(instruction_set());
        const std::vector<double> these = rejections();
        ASSERT_EQ(these.size(), widest.size());
        for (std::size_t i = 0; i < these.size(); ++i)
            ASSERT_NEAR(these[i], widest[i], 1e-9) << sets.back() << ", value " << i;
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    EXPECT_GE(sets.size(), 2u);
    std::sort(sets.begin(), sets.end());
    EXPECT_EQ(std::unique(sets.begin(), sets.end()), sets.end());
}

TEST(Units, of_a_stage_are_the_same_in_every_link) {
    const Description description = described(
        "output o : unbalanced { rout = 1k 5% }\noutput p : symmetric { rout = 50 1% }\ninput i : difference "
        "{ r = 10k 1% }\n"
        "link a = o -> i\nlink b = p -> i\n");
    const LinkModels models = model_links(
        {{description.links[0], {0, 0, 0, {1000}}}, {description.links[1], {0, 0, 0, {1000}}}}, simulator());
    std::vector<std::vector<double>> x;
    for (const LinkModel& model : models.links) {
        std::vector<double> all(model.variation.variables.size());
        production_draws(model.variation, 1)(5, all);
        const auto r2 = model.variation.variable("i.r2");
        ASSERT_TRUE(r2);
        x.push_back({all[*r2]});
    }
    EXPECT_EQ(x.at(0), x.at(1));
}

// (1 + l1)(1 + l2) - k1 k2, see `pin3 explain cross_coupled`: what is nominal of a unit's `source` times its
// draws, its pins loaded by so many ohm more. The stage is stable while that is above 0.
double margin_of(const LinkModel& model, const std::vector<double>& x, double r, double rout,
                 double load_ohm) {
    std::vector<double> factors(model.variation.parts.size());
    part_factors(model.variation, x, factors);
    const auto value = [&](const std::string& name, double nominal) {
        for (std::size_t i = 0; i < factors.size(); ++i)
            if (model.variation.parts[i].name == "source." + name) return nominal * factors[i];
        return nominal;
    };
    const auto half = [&](const char* drive, const char* pin, const char* chassis, const char* feedback) {
        return (1 + value(feedback, r) / value(chassis, r)) * value(drive, r) /
               (value(drive, r) + value(pin, r));
    };
    const double k = half("r1", "r2", "r3", "r4") * half("r5", "r6", "r7", "r8");
    const double on_hot = 1 / (1 / (value("r5", r) + value("r6", r)) + 1 / load_ohm),
                 on_cold = 1 / (1 / (value("r1", r) + value("r2", r)) + 1 / load_ohm);
    return (1 + value("rout_hot", rout) / on_hot) * (1 + value("rout_cold", rout) / on_cold) - k;
}

// Counts 2000 units whose state is what the margin with that load says.
std::uint64_t latched_by_margin(const std::string& text, double r, double rout, double load_ohm) {
    const Description description = described(text);
    const LinkModels models = model_links({{description.links[0], {0, 0, 0, {1000}}}}, simulator());
    const LinkModel& model = models.links.at(0);
    const Draws draws = production_draws(model.variation, 3);
    std::uint64_t latched = 0;
    solve_units(model, draws, {0, 2000}, [&](const UnitBlock& block) {
        for (std::size_t unit = 0; unit < block.size(); ++unit) {
            std::vector<double> x(model.variation.variables.size());
            draws(unit, x);
            const double margin = margin_of(model, x, r, rout, load_ohm);
            if (std::abs(margin) < 1e-4)
                continue;  // gains of 1e5, and the bridge of the receiver's resistors
            EXPECT_EQ(block.states[unit] == UnitState::latched_up, margin < 0)
                << unit << ", margin " << margin;
            latched += margin < 0;
        }
        return true;
    });
    return latched;
}

// The sign of det(1 + Z delta) at DC says the same of every unit. The receiver's megohms load the pins too.
TEST(Units, that_latch_up_are_those_that_the_stage_s_own_margin_names) {
    const std::uint64_t latched = latched_by_margin(
        link_text("cross_coupled { r = 10k 1%, rout = 50 1% }", "none", "difference { r = 1meg }"), 10e3, 50,
        2e6);
    EXPECT_GT(latched, 100u);
    EXPECT_LT(latched, 1900u);
}

// A capacitor in each sense line keeps direct current from latching the stage up, and nothing else: above its
// frequency the loop is the same one, and the unit swings from one supply to the other. The same units are
// meant.
TEST(Units, that_latch_up_do_so_behind_capacitors_in_their_sense_lines_too) {
    const auto states = [](const std::string& couple) {
        const Description description =
            described(link_text("cross_coupled { r = 10k 1%, rout = 50 1%, couple_sense = " + couple + " }",
                                "none", "difference { r = 1meg }"));
        const LinkModels models = model_links({{description.links[0], {0, 0, 0, {1000}}}}, simulator());
        const LinkModel& model = models.links.at(0);
        std::vector<UnitState> all;
        solve_units(model, production_draws(model.variation, 3), {0, 1000}, [&](const UnitBlock& block) {
            all.insert(all.end(), block.states.begin(), block.states.end());
            return true;
        });
        return all;
    };
    const std::vector<UnitState> straight = states("none"), coupled = states("10 uF");
    ASSERT_EQ(straight.size(), coupled.size());
    EXPECT_GT(std::count(straight.begin(), straight.end(), UnitState::latched_up), 50);
    std::size_t other = 0;
    for (std::size_t unit = 0; unit < straight.size(); ++unit) other += straight[unit] != coupled[unit];
    EXPECT_LE(other, 2u);  // those on the very brink
}

// A load on hot would hold them: they latch up before it is plugged in.
TEST(Units, that_latch_up_unplugged_are_those_that_the_margin_of_open_pins_names) {
    const std::uint64_t latched =
        latched_by_margin(link_text("cross_coupled { r = 20k 0.3%, rout = 75 }",
                                    "coax { length = 1 m, shell = pin1 }", "unbalanced { r = 10k }"),
                          20e3, 75, 1e15);
    EXPECT_GT(latched, 20u);
    EXPECT_LT(latched, 1000u);
}

TEST(Budget, of_four_equal_resistors_is_a_quarter_each) {
    const Produced produced(amplifier("r = 10k 0.1%"));
    const Budget& budget = produced.link().budgets.at(produced.spot());
    ASSERT_EQ(budget.lines.size(), 4u);
    for (const BudgetLine& line : budget.lines) EXPECT_NEAR(line.share, 0.25, 1e-3) << line.part;
    EXPECT_EQ(budget.stages.at(0).stage, "receiver");
    EXPECT_NEAR(budget.stages.at(0).share, 1, 1e-12);
}

// A resistor of ten times the tolerance makes a hundred times the variance.
TEST(Budget, goes_with_the_square_of_the_tolerance) {
    const Produced produced(amplifier("r = 10k 0.1%, r1 = 10k 1%"));
    const Budget& budget = produced.link().budgets.at(produced.spot());
    EXPECT_EQ(budget.lines.at(0).part, "receiver.r1");
    EXPECT_NEAR(budget.lines.at(0).share, 100.0 / 103, 1e-3);
    EXPECT_GT(budget.lines.at(0).median_without_db, budget.median_db + 10);
}

// One figure for one thing: and a part that changes nothing changes no median.
TEST(Budget, starts_from_the_median_of_all_units) {
    const Produced produced(amplifier("r = 10k 1%, r1 = 10k 0.0001%"));
    const Budget& budget = produced.link().budgets.at(produced.spot());
    EXPECT_EQ(budget.median_db, produced.link().spots.at(produced.spot()).quantile(0.5));
    EXPECT_EQ(budget.lines.back().part, "receiver.r1");
    EXPECT_NEAR(budget.lines.back().median_without_db, budget.median_db, 0.05);
    const Produced without(amplifier("r = 10k 1%, r1 = 10k, r2 = 10k"));
    const Produced with(amplifier("r = 10k 1%, r1 = 10k"));
    for (const BudgetLine& line : with.link().budgets.at(with.spot()).lines)
        if (line.part == "receiver.r2") {
            EXPECT_NEAR(line.median_without_db, without.link().spots.at(without.spot()).quantile(0.5), 0.8);
        }
}

TEST(Production, of_a_link_without_tolerances_is_none) {
    EXPECT_TRUE(Produced(amplifier("r = 10k")).all.links.empty());
}

TEST(Production, is_checked_against_units_that_ngspice_simulates) {
    const Produced produced(amplifier("r = 10k 1%"));
    EXPECT_GT(produced.link().check.units, 8u);
    EXPECT_LT(produced.link().check.largest_db, 1e-5);
    EXPECT_EQ(produced.link().method, ProductionMethod::reduced);
}

TEST(Production, ends_when_it_is_told_to_and_keeps_what_it_has) {
    const Description description = described(amplifier("r = 10k 1%"));
    const Production production =
        produce(production_requests(description, {}), {.units = 100000}, simulator(),
                [](const LinkProduction& link, const UnitBlock&) { return link.units < 10000; });
    EXPECT_FALSE(production.complete);
    EXPECT_GT(production.links.at(0).units, 0u);
    EXPECT_LT(production.links.at(0).units, 100000u);
}

}  // namespace
}  // namespace pin3
