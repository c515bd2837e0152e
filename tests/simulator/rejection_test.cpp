// Decks and analyses that ngspice takes without an error code, although there is nothing to be had from them.
#include "decks.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <vector>

namespace pin3 {
namespace {

using namespace pin3::testing;

struct BadJob {
    const char* name;
    Job job;
    const char* says;  // part of the message
};
void PrintTo(const BadJob& bad, std::ostream* out) {
    *out << bad.name;
}

std::string with(const std::string& lines) {
    std::string deck = low_pass_deck(1000);
    return deck.insert(deck.find(".end"), lines + "\n");
}

Job analysis_of(std::string command, std::string vector, std::size_t points) {
    return Job{"bad", low_pass_deck(1000), {Analysis{std::move(command), {std::move(vector)}, points}}};
}

std::vector<BadJob> bad_jobs() {
    std::string open_deck = low_pass_deck(1000);
    open_deck.erase(open_deck.find(".end"));
    return {
        {"missing_model", job_of("bad", with("d1 n_out 0 nosuchmodel")), "nosuchmodel"},
        {"missing_subcircuit", job_of("bad", with("x1 n_out nosuchsub")), "nosuchsub"},
        {"missing_include", job_of("bad", with(".include /no/such/file.lib")), "/no/such/file.lib"},
        {"loop_of_voltage_sources", job_of("bad", with("v8 n_out 0 1\nv9 n_out 0 2")), "no usable result"},
        {"undefined_parameter", job_of("bad", with("r9 n_out 0 {undefined}")), "[undefined]"},
        {"unbalanced_brace", job_of("bad", with("r9 n_out 0 {1+")), "not found"},
        {"wrong_dot_card", job_of("bad", with(".nosuchcard")), ".nosuchcard"},
        {"no_end", job_of("bad", open_deck), ".end"},
        {"empty_deck", job_of("bad", ""), "any circuits"},
        {"title_only", job_of("bad", "title\n.end\n"), "no vector `n_out`"},
        {"saved_vector_unknown", job_of("bad", with(".save v(n_nowhere)")), "did not finish"},
        {"vector_unknown", analysis_of(sweep, "v(n_nowhere)", 81), "no vector `n_nowhere`"},
        {"vector_c_is_not_the_speed_of_light", analysis_of(sweep, "v(c)", 81), "no vector `c`"},
        {"vector_e_is_not_eulers_number", analysis_of(sweep, "e", 81), "no vector `e`"},
        {"vector_of_another_plot", analysis_of(sweep, "const.c", 81), "no vector"},
        {"unexpected_number_of_points", analysis_of(sweep, "v(n_out)", 80), "81 points instead of 80"},
        {"frequencies_backwards", analysis_of("ac dec 20 100000 10", "v(n_out)", 81), "no points"},
        {"garbage_after_ac", analysis_of("ac bananas", "v(n_out)", 81), "did not finish"},
        {"tran_without_times", analysis_of("tran", "v(n_out)", 0), "TSTEP"},
        {"unknown_analysis", analysis_of("acx dec 20 10 100000", "v(n_out)", 81), "not an analysis"},
        {"shell_as_analysis", analysis_of("shell true", "v(n_out)", 81), "not an analysis"},
        {"quit_as_analysis", analysis_of("quit", "v(n_out)", 81), "not an analysis"},
        {"command_longer_than_ngspices_buffer", analysis_of("ac " + std::string(5000, '1'), "v(n_out)", 81),
         ""},
    };
}

class Rejection : public ::testing::TestWithParam<BadJob> {};

TEST_P(Rejection, IsReportedAndLeavesNoTrace) {
    // One worker, so that all three jobs would meet in one ngspice; the good one before leaves data that must
    // not be taken for the bad one's.
    Simulator simulator(SimulatorOptions{.workers = 1, .time_limit = std::chrono::seconds(20)});
    const auto outcomes =
        simulator.run(std::vector{low_pass(1000), GetParam().job, low_pass(2000), low_pass(3000)});
    ASSERT_TRUE(outcomes[1].failure);
    EXPECT_EQ(outcomes[1].failure->kind, FailureKind::rejected) << outcomes[1].failure->message;
    EXPECT_TRUE(outcomes[1].plots.empty());
    EXPECT_TRUE(outcomes[1].failure->message.starts_with("bad: ")) << outcomes[1].failure->message;
    EXPECT_NE(outcomes[1].failure->message.find(GetParam().says), std::string::npos)
        << outcomes[1].failure->message;
    EXPECT_LT(error_of(outcomes[0], 1000), 1e-12);
    EXPECT_LT(error_of(outcomes[2], 2000), 1e-12);
    EXPECT_LT(error_of(outcomes[3], 3000), 1e-12);
}

INSTANTIATE_TEST_SUITE_P(Of, Rejection, ::testing::ValuesIn(bad_jobs()),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(RejectionOfMany, EveryOtherJobBadAndEveryGoodOneRight) {
    std::vector<Job> jobs;
    for (int i = 0; i < 40; ++i) {
        jobs.push_back(low_pass(1000 + i));
        jobs.push_back(job_of("bad", with("r9 n_out 0 {undefined}")));
    }
    Simulator simulator;
    const auto outcomes = simulator.run(jobs);
    for (std::size_t i = 0; i < jobs.size(); i += 2) {
        EXPECT_LT(error_of(outcomes[i], 1000 + static_cast<int>(i / 2)), 1e-12);
        ASSERT_TRUE(outcomes[i + 1].failure);
        EXPECT_EQ(outcomes[i + 1].failure->kind, FailureKind::rejected);
    }
}

TEST(RejectionOfMany, ASecondAnalysisThatFailsLeavesNothingOfTheFirst) {
    Job job = low_pass();
    job.analyses.push_back(Analysis{sweep, {"v(n_nowhere)"}, sweep_points});
    Simulator simulator;
    const auto outcomes = simulator.run(std::vector{job});
    ASSERT_TRUE(outcomes[0].failure);
    EXPECT_TRUE(outcomes[0].plots.empty());
    EXPECT_FALSE(outcomes[0].failure->log.empty());
}

TEST(Names, ANodeCalledLikeAnErrorIsNoError) {
    const std::string deck = "names\nv1 error_amp_out 0 dc 0 ac 1\nr1 error_amp_out 0 1000\n.end\n";
    Simulator simulator;
    const auto outcomes = simulator.run(std::vector{job_of("names", deck, "v(error_amp_out)")});
    ASSERT_FALSE(outcomes[0].failure) << outcomes[0].failure->message;
    EXPECT_EQ(outcomes[0].plots[0].vectors[0][7], std::complex<double>(1));
}

}  // namespace
}  // namespace pin3
