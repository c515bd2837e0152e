// Op-amp models of strangers, run: the plain ones work, the nasty ones harm nobody.
#include "response/measured.hpp"
#include "support/scratch_folder.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace pin3 {
namespace {

class StrangeModel : public ::testing::Test {
protected:
    Measurements measured_with(const std::string& model) {
        const auto path = folder.write("model.lib", model);
        description = described(link_text("impedance_balanced { rout = 100, pin3 = 120 }", "none",
                                          "difference { opamp = \"" + path.string() + "\" }"));
        return measure(description, {}, impatient);
    }

    // The pool still answers, and rightly.
    void expect_pool_alive() {
        const Description plain = described(link_text("unbalanced", "none", "unbalanced { r = 300 }"));
        const Measurements all = measure(plain, {}, impatient);
        ASSERT_EQ(all.links.size(), 1u);
        EXPECT_NEAR(std::abs(all.links[0].spots.signal_gain[0]), 0.75, 1e-4);  // 300 / 400
    }

    ScratchFolder folder;
    Description description = described("");
    Simulator impatient{
        {.workers = 1, .time_limit = std::chrono::seconds(1), .memory_limit = std::size_t{64} << 20}};
};

TEST_F(StrangeModel, of_a_boyle_op_amp_gives_the_rejection_of_the_resistors_around_it) {
    const Measurements all = measured_with(
        "* five pins: in+ in- vcc vee out\r\n"
        ".SUBCKT OPX 1 2 3 4 5\r\n"
        "RIN 1 2 10MEG\r\n"
        "EGND 99 0 POLY(2) (3,0) (4,0) 0 .5 .5\r\n"
        "GA 99 6 1 2 {gm}\r\n"
        "R1 6 99 1E6\r\n"
        "C1 6 99 16P\r\n"
        "D1 6 7 DX\r\n"
        "V1 3 7 2\r\n"
        "D2 8 6 DX\r\n"
        "V2 8 4 2\r\n"
        "EO 9 99 6 99 1\r\n"
        "RO 9 5 50\r\n"
        "RP 3 4 10K\r\n"
        ".PARAM gm = 1E-3\r\n"
        ".MODEL DX D(IS=800E-18 RS=1)\r\n"
        ".ENDS\r\n");
    ASSERT_TRUE(all.failures.empty()) << all.failures[0].diagnostic.message << all.failures[0].simulation.log;
    // 20 ohm between legs of 20k: 10k 20 / (10120 x 20100), at 50 Hz where the loop gain is 54 dB and more
    EXPECT_NEAR(20 * std::log10(std::abs(all.links.at(0).spots.ground_gain.at(0))), -60.14, 0.05);
}

class HarmfulModel : public StrangeModel, public ::testing::WithParamInterface<const char*> {};

// Either it is refused, or it ends as a failure of its links or as figures; in time, and the next job is none
// the worse.
TEST_P(HarmfulModel, ends_in_time_and_leaves_the_pool_alive) {
    const auto begin = std::chrono::steady_clock::now();
    try {
        measured_with(std::string(GetParam()) + "\n");
    } catch (const std::invalid_argument&) {  // refused by the reader
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
    expect_pool_alive();
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, HarmfulModel,
    ::testing::Values(
        ".subckt op 1 2 3 4 5\nx1 1 2 3 4 5 op\n.ends",                     // contains itself
        ".subckt op 1 2 3 4 5\nr1 5 0 {f(1)}\n.ends\n.func f(x) {f(x)+1}",  // so does its function
        ".subckt op 1 2 3 4 5\nr1 5 0 {a}\n.param a={b} b={a}\n.ends",      // parameters in a circle
        ".subckt op 1 2 3 4 5\nx1 1 2 3 4 5 missing\n.ends",                // nothing to call
        ".subckt op 1 2 3 4 5\nv1 5 0 1\nv2 5 0 2\n.ends",                  // sources against each other
        ".subckt op 1 2 3 4 5\nb1 5 0 v={1/0}\n.ends",                      // no number
        ".subckt op 1 2 3 4 5\nb1 5 0 v=(((((((((((((((((((\n.ends",        // no expression
        ".subckt op 1 2 3 4 5\nm1 5 1 0 0 big w=1 l=1\n.model big nmos level=54 toxe=-1\n.ends",  // writes
                                                                                                  // bsim4.out
                                                                                                  // when it
                                                                                                  // can
        ".subckt op 1 2 3 4 5\nr1 5 0 1k\n.ends\n.if (1)",         // an .if that never ends
        ".subckt op 1 2 3 4 5\nu1 nand(2) 1 2 3 4 5 d io\n.ends",  // becomes A devices
        ".subckt op 1 2 3 4 5\ne1 5 0 table {v(1)} = \n.ends"));

TEST_F(StrangeModel, nested_to_grow_without_end_is_stopped) {
    std::string model;
    for (int level = 0; level < 12; ++level) {
        model += ".subckt l" + std::to_string(level) + " 1 2 3 4 5\n";
        for (int i = 0; i < 10; ++i)
            model += level == 11
                         ? "r" + std::to_string(i) + " 5 0 1k\n"
                         : "x" + std::to_string(i) + " 1 2 3 4 5 l" + std::to_string(level + 1) + "\n";
        model += ".ends\n";
    }
    const auto begin = std::chrono::steady_clock::now();
    const Measurements all = measured_with(model);
    EXPECT_FALSE(all.failures.empty());
    EXPECT_TRUE(all.links.empty());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
    expect_pool_alive();
}

}  // namespace
}  // namespace pin3
