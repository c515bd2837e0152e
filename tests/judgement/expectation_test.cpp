// What a description expects: what makes sense, and what comes of it.
#include "judgement/expectation.hpp"

#include "core/codes.hpp"
#include "metrics/figures.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace pin3 {
namespace {

const std::string links = link_text("unbalanced { rout = 100 }", "none", "difference { r = 10k }", "mains");

struct Checked {
    explicit Checked(const std::string& text)
        : description(described(links + text + "\n")),
          expectations(check_expectations(description, diagnostics)) {}
    Diagnostics diagnostics;
    Description description;
    std::vector<Expectation> expectations;
};

// The single thing that is wrong with the text; the place is what the span shows.
Diagnostic wrong_with(const std::string& expectation, const std::string& place) {
    const Checked checked(expectation);
    EXPECT_TRUE(checked.expectations.empty());
    if (checked.diagnostics.size() != 1)
        throw std::runtime_error(std::to_string(checked.diagnostics.size()) + " diagnostics");
    EXPECT_EQ(text(checked.diagnostics[0].span), place);
    return checked.diagnostics[0];
}

TEST(Expectation, is_read_with_its_subject_metric_frequency_limit_and_yield) {
    const Checked checked("expect all.cmrr at 1 kHz >= 35 dB for 99%\nexpect source.z_hot <= 0.2k\n");
    ASSERT_TRUE(checked.diagnostics.empty());
    ASSERT_EQ(checked.expectations.size(), 2u);
    const Expectation& first = checked.expectations[0];
    EXPECT_EQ(first.text, "expect all.cmrr at 1 kHz >= 35 dB for 99%");
    EXPECT_EQ(first.subject, "all");
    EXPECT_EQ(first.metric, find_metric("link", "cmrr"));
    EXPECT_EQ(first.frequency_hz, 1000);
    EXPECT_TRUE(first.at_least);
    EXPECT_EQ(first.bound, 35);
    EXPECT_EQ(first.yield_percent, 99);
    const Expectation& second = checked.expectations[1];
    EXPECT_EQ(second.metric, find_metric("output", "z_hot"));
    EXPECT_EQ(second.bound, 200);
    EXPECT_FALSE(second.at_least);
    EXPECT_FALSE(second.frequency_hz);
    EXPECT_FALSE(second.yield_percent);
    EXPECT_EQ(expected_frequencies(checked.expectations), std::vector<double>{1000});
}

TEST(Expectation, of_an_unknown_metric_is_told_the_nearest_one_of_its_subject) {
    const Diagnostic link = wrong_with("expect all.cmr >= 35 dB", "cmr");
    EXPECT_EQ(link.code, Code::unknown_metric);
    EXPECT_NE(link.help.find("`cmrr`"), std::string::npos) << link.help;
    const Diagnostic input = wrong_with("expect receiver.cmrr >= 35 dB", "cmrr");
    EXPECT_NE(input.message.find("an input has no metric `cmrr`"), std::string::npos) << input.message;
    EXPECT_NE(input.help.find("cmrr_tied"), std::string::npos) << input.help;
    EXPECT_NE(wrong_with("expect source.cmrr_tied >= 35 dB", "cmrr_tied").message.find("an output"),
              std::string::npos);
}

TEST(Expectation, has_a_limit_in_the_unit_of_its_metric) {
    EXPECT_EQ(wrong_with("expect all.cmrr >= 35 ohm", "35 ohm").code, Code::unit_mismatch);
    EXPECT_EQ(wrong_with("expect source.z_hot <= 100 dB", "100 dB").code, Code::unit_mismatch);
    EXPECT_EQ(wrong_with("expect all.cmrr at 1 V >= 35 dB", "1 V").code, Code::unit_mismatch);
}

TEST(Expectation, has_a_frequency_inside_the_sweep) {
    const Diagnostic problem = wrong_with("expect all.cmrr at 1 Hz >= 35 dB", "1 Hz");
    EXPECT_EQ(problem.code, Code::frequency_outside);
    EXPECT_NE(problem.expected.find("10 Hz to 100 kHz"), std::string::npos) << problem.expected;
    EXPECT_EQ(wrong_with("expect all.cmrr at 100.1 kHz >= 35 dB", "100.1 kHz").code, Code::frequency_outside);
    EXPECT_TRUE(Checked("expect all.cmrr at 10 Hz >= 35 dB\nexpect all.cmrr at 100 kHz >= 35 dB")
                    .diagnostics.empty());
}

TEST(Expectation, has_a_yield_above_0_and_up_to_100_percent) {
    EXPECT_EQ(wrong_with("expect all.cmrr >= 35 dB for 0%", "0%").code, Code::bad_expectation);
    EXPECT_EQ(wrong_with("expect all.cmrr >= 35 dB for 101%", "101%").code, Code::bad_expectation);
    EXPECT_TRUE(Checked("expect all.cmrr >= 35 dB for 100%").diagnostics.empty());
}

TEST(Expectation, is_checked_to_the_end_when_one_before_it_is_wrong) {
    const Checked checked("expect all.cmr >= 1 dB\nexpect all.cmrr >= 1 ohm\nexpect all.cmrr >= 1 dB");
    EXPECT_EQ(checked.diagnostics.size(), 2u);
    EXPECT_EQ(checked.expectations.size(), 1u);
}

Verdict judged(const std::string& link, const std::string& expectation) {
    Diagnostics diagnostics;
    const Description description = described(link + expectation + "\n");
    const auto expectations = check_expectations(description, diagnostics);
    if (expectations.size() != 1) throw std::runtime_error("not one expectation");
    const Measurements all = measure(description, expected_frequencies(expectations), simulator());
    return judge(expectations, description, all).at(0);
}

// 10k / 20.1k: hot with 100 ohm into legs of 20k, ground gain alone -46.06 dB
TEST(Verdict, holds_and_fails_on_either_side_of_the_value) {
    for (const auto& [text, holds] : {std::pair{"expect all.ground_gain at 1 kHz <= -46 dB", true},
                                      {"expect all.ground_gain at 1 kHz <= -46.1 dB", false},
                                      {"expect all.ground_gain at 1 kHz >= -46.1 dB", true},
                                      {"expect source.z_hot at 1 kHz >= 99.99", true},
                                      {"expect receiver.z_common at 1 kHz <= 9.9k", false}}) {
        const Verdict verdict = judged(links, text);
        EXPECT_EQ(verdict.holds, holds) << text << ": " << verdict.value->value;
        EXPECT_EQ(verdict.frequency_hz, 1000);
    }
}

TEST(Verdict, is_of_the_frequency_that_was_asked_for_even_if_it_is_no_spot) {
    const Verdict verdict =
        judged(link_text("unbalanced { rout = 10k }", "none", "unbalanced { r = 1meg, c = 10 nF }", "mains"),
               "expect all.signal_gain at 1.59155 kHz >= -3.1 dB");
    EXPECT_EQ(verdict.frequency_hz, 1591.55);
    EXPECT_NEAR(verdict.value->value, -3.01 - 0.086,
                0.05);  // the corner of 10k and 10 nF, and 1 % of divider
    EXPECT_TRUE(verdict.holds);
}

TEST(Verdict, without_a_frequency_is_that_of_the_worst_spot) {
    const std::string capacitors = link_text("impedance_balanced { couple_hot = 12 uF, couple_cold = 8 uF }",
                                             "none", "difference { r = 10k }", "mains");
    const Verdict least =
        judged(capacitors, "expect all.cmrr >= 40 dB");  // worst where the capacitors matter most
    EXPECT_EQ(least.frequency_hz, 50);
    EXPECT_NEAR(least.value->value, 43.6, 0.1);
    const Verdict most =
        judged(capacitors, "expect all.cmrr <= 60 dB");  // the worst for an upper limit is the largest
    EXPECT_EQ(most.frequency_hz, 20e3);
    EXPECT_FALSE(most.holds);
}

TEST(Verdict, takes_a_bound_for_what_it_is_at_least) {
    const Verdict verdict = judged(link_text("impedance_balanced", "none", "difference", "mains"),
                                   "expect all.cmrr at 1 kHz >= 100 dB");
    EXPECT_TRUE(verdict.value->bound);
    EXPECT_TRUE(verdict.holds);
}

TEST(Verdict, cannot_be_told_of_a_limit_beyond_a_bound) {
    for (const std::string expected : {"all.cmrr <= 200 dB", "all.ground_gain >= -200 dB"}) {
        const Verdict verdict =
            judged(link_text("impedance_balanced", "none", "difference", "mains"), "expect " + expected);
        EXPECT_FALSE(verdict.holds) << expected;
        EXPECT_NE(verdict.remark.find("cannot be told"), std::string::npos) << expected;
    }
}

TEST(Verdict, has_no_value_where_the_subject_has_no_such_figure) {
    const Verdict verdict =
        judged(link_text("unbalanced", "none", "unbalanced"), "expect receiver.cmrr_tied >= 1 dB");
    EXPECT_FALSE(verdict.value);
    EXPECT_FALSE(verdict.holds);
    EXPECT_NE(verdict.remark.find("input CMRR, tied"), std::string::npos) << verdict.remark;
}

TEST(Verdict, of_what_was_not_simulated_does_not_hold) {
    Diagnostics diagnostics;
    const Description description = described(links + "expect all.cmrr at 1 kHz >= -1000 dB\n");
    const Verdict verdict =
        judge(check_expectations(description, diagnostics), description, Measurements{}).at(0);
    EXPECT_FALSE(verdict.value);
    EXPECT_FALSE(verdict.holds);
    EXPECT_EQ(verdict.remark, "not simulated");
}

}  // namespace
}  // namespace pin3
