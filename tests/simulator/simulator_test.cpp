#include "simulator/simulator.hpp"

#include "decks.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <numbers>
#include <vector>

namespace pin3 {
namespace {

using namespace pin3::testing;

TEST(Simulator, ALowPassFollowsTheClosedForm) {
    Simulator simulator;
    const auto outcomes = simulator.run(std::vector{low_pass(1000)});
    ASSERT_EQ(outcomes.size(), 1);
    EXPECT_LT(error_of(outcomes[0]), 1e-12);
    const std::vector<double>& frequencies = outcomes[0].plots[0].scale;
    EXPECT_DOUBLE_EQ(frequencies.front(), 10);
    EXPECT_NEAR(frequencies.back(), 1e5, 1e-6);
    EXPECT_NEAR(frequencies[40], 1000, 1e-9);
}

TEST(Simulator, ATransientHasManyPointsAndSettlesToTheSteadyState) {
    Simulator simulator;
    const Job job{"tran", low_pass_deck(1000), {{"tran 1e-06 0.02 0 1e-06", {"n_out", "V(N_IN)"}, 0}}};
    const auto outcomes = simulator.run(std::vector{job});
    ASSERT_FALSE(outcomes[0].failure) << outcomes[0].failure->message;
    const Plot& plot = outcomes[0].plots[0];
    EXPECT_GE(plot.scale.size(), 20000);  // 20 ms at no more than 1 us
    EXPECT_NEAR(plot.scale.back(), 0.02, 1e-12);
    ASSERT_EQ(plot.vectors.size(), 2);
    const std::complex<double> steady = low_pass_response(1000, 1000);
    for (std::size_t i = plot.scale.size() / 2; i < plot.scale.size(); i += 97) {
        const std::complex<double> phasor = std::polar(1.0, 2 * std::numbers::pi * 1000 * plot.scale[i]);
        EXPECT_NEAR(plot.vectors[0][i].real(), (steady * phasor).imag(), 1e-4);
        EXPECT_EQ(plot.vectors[0][i].imag(), 0);
        EXPECT_NEAR(plot.vectors[1][i].real(), phasor.imag(), 1e-9);
    }
}

TEST(Simulator, AnalysesOfTwoTypesInOneJobDoNotDisturbEachOther) {
    Simulator simulator;
    const Analysis ac{sweep, {"v(n_out)"}, sweep_points};
    const Job job{"both", low_pass_deck(1000), {ac, {"tran 1e-05 0.001", {"v(n_out)"}, 0}, ac, ac}};
    const auto outcomes = simulator.run(std::vector{job});
    ASSERT_FALSE(outcomes[0].failure) << outcomes[0].failure->message;
    ASSERT_EQ(outcomes[0].plots.size(), 4);
    EXPECT_EQ(outcomes[0].plots[0].vectors, outcomes[0].plots[2].vectors);
    EXPECT_EQ(outcomes[0].plots[0].vectors, outcomes[0].plots[3].vectors);
    EXPECT_GT(outcomes[0].plots[1].scale.size(), 50);
}

TEST(Simulator, AnOperatingPointIsASinglePoint) {
    Simulator simulator;
    const std::string divider = "divider\nv1 n_in 0 12\nr1 n_in n_out 1000\nr2 n_out 0 2000\n.end\n";
    const auto outcomes = simulator.run(std::vector{Job{"op", divider, {{"op", {"n_out", "i(v1)"}, 1}}}});
    ASSERT_FALSE(outcomes[0].failure) << outcomes[0].failure->message;
    EXPECT_EQ(outcomes[0].plots[0].scale, std::vector<double>{0});
    EXPECT_NEAR(outcomes[0].plots[0].vectors[0][0].real(), 8, 1e-9);        // 12 V * 2k / 3k
    EXPECT_NEAR(outcomes[0].plots[0].vectors[1][0].real(), -0.004, 1e-12);  // 12 V / 3k, into the source
}

TEST(Simulator, NoiseOfAResistorIsFourKTR) {
    Simulator simulator;
    const std::string deck = "noise\nv1 n_in 0 dc 0 ac 1\nr1 n_in n_out 10000\nr2 n_out 0 1e12\n.end\n";
    const Job job{"noise", deck, {{"noise v(n_out) v1 dec 10 10 1000", {"onoise_spectrum"}, 21}}};
    const auto outcomes = simulator.run(std::vector{job});
    ASSERT_FALSE(outcomes[0].failure) << outcomes[0].failure->message;
    // Johnson and Nyquist: sqrt(4 k T R) with T = 300.15 K
    EXPECT_NEAR(outcomes[0].plots[0].vectors[0][10].real(), std::sqrt(4 * 1.380649e-23 * 300.15 * 1e4),
                1e-13);
}

TEST(Simulator, OutcomesComeInTheOrderOfTheJobsWhateverTheNumberOfWorkers) {
    std::vector<Job> jobs;
    for (int i = 0; i < 60; ++i) jobs.push_back(low_pass(100 + i));
    std::vector<std::vector<Outcome>> results;
    for (const unsigned workers : {1U, 2U, 5U}) {
        Simulator simulator(SimulatorOptions{.workers = workers});
        results.push_back(simulator.run(jobs));
        EXPECT_EQ(simulator.worker_pids().size(), workers);
    }
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        EXPECT_LT(error_of(results[0][i], 100 + static_cast<int>(i)), 1e-12);
        EXPECT_EQ(results[0][i].plots[0].vectors, results[1][i].plots[0].vectors);
        EXPECT_EQ(results[0][i].plots[0].vectors, results[2][i].plots[0].vectors);
    }
}

TEST(Simulator, ProgressCountsEveryJobOnce) {
    Simulator simulator;
    std::vector<std::size_t> seen;
    std::vector<Job> jobs(7, low_pass());
    jobs[3].deck = "nothing\n.end\n";
    simulator.run(jobs, [&](std::size_t done) { seen.push_back(done); });
    EXPECT_EQ(seen, (std::vector<std::size_t>{1, 2, 3, 4, 5, 6, 7}));
}

TEST(Simulator, AnExceptionFromProgressPassesThroughAndTheNextRunIsSound) {
    Simulator simulator;
    const std::vector<Job> jobs(20, low_pass());
    EXPECT_THROW(simulator.run(jobs, [](std::size_t) { throw std::runtime_error("stop"); }),
                 std::runtime_error);
    for (const Outcome& outcome : simulator.run(jobs)) EXPECT_LT(error_of(outcome), 1e-12);
}

TEST(Simulator, NoJobsGiveNoOutcomes) {
    Simulator simulator;
    EXPECT_TRUE(simulator.run({}).empty());
}

TEST(Simulator, AMovedSimulatorGoesOn) {
    Simulator first;
    first.run(std::vector{low_pass()});
    Simulator second = std::move(first);
    EXPECT_LT(error_of(second.run(std::vector{low_pass()})[0]), 1e-12);
}

TEST(Simulator, AJobWhoseDeckAndResultAreMegabytesLongGetsThrough) {
    std::string deck = low_pass_deck(1000);
    std::string comments;
    for (int i = 0; i < 40000; ++i) comments += "* a comment to make it long\n";
    deck.insert(deck.find(".end"), comments);
    const Job job{"long", deck, {{"ac lin 40000 10 100000", {"v(n_out)", "v(n_in)"}, 40000}}};
    Simulator simulator(SimulatorOptions{.workers = 1});
    const auto outcomes = simulator.run(std::vector{job, job, job});
    for (const Outcome& outcome : outcomes) {
        ASSERT_FALSE(outcome.failure) << outcome.failure->message;
        EXPECT_EQ(outcome.plots[0].vectors[1].size(), 40000);
    }
}

TEST(Simulator, TheProbeNamesVersionLibraryAndCodeModels) {
    Simulator simulator;
    const auto probe = simulator.probe();
    ASSERT_TRUE(probe.found) << probe.problem;
    EXPECT_GE(std::stoi(probe.found->version), 36);
    EXPECT_TRUE(std::filesystem::exists(probe.found->library)) << probe.found->library;
    const std::string& models = probe.found->code_models;
    EXPECT_TRUE(models.empty() || std::filesystem::exists(models + "/spice2poly.cm")) << models;
}

TEST(Simulator, APolySourceWorksWhereThereAreCodeModels) {
    Simulator simulator;
    if (simulator.probe().found->code_models.empty()) GTEST_SKIP() << "no code models installed";
    const std::string deck =
        "poly\nv1 n_in 0 dc 0 ac 1\nr1 n_in 0 1000\ne1 n_out 0 poly(1) n_in 0 0 3\nr2 n_out 0 1000\n.end\n";
    const auto outcomes = simulator.run(std::vector{job_of("poly", deck)});
    ASSERT_FALSE(outcomes[0].failure) << outcomes[0].failure->message << outcomes[0].log;
    EXPECT_NEAR(outcomes[0].plots[0].vectors[0][0].real(), 3, 1e-12);
}

}  // namespace
}  // namespace pin3
