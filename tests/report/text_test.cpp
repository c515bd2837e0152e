// The report for people: terminal and Markdown.
#include "core/utf8.hpp"
#include "report/cells.hpp"
#include "reported.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace pin3 {
namespace {

void expect_narrow(const std::string& text, std::size_t width = 80) {
    for (const std::string& line : lines_of(text)) EXPECT_LE(count_characters(line), width) << line;
}

// Its lines without the breaks that its width asks for.
std::string unwrapped(const std::string& text) {
    std::string flowing;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] == ' ') {
            i = text.find_first_not_of(' ', i + 1) - 1;
            flowing += ' ';
        } else {
            flowing += text[i];
        }
    }
    return flowing;
}

TEST(TextReport, gives_the_answer_first) {
    const Reported reported(sample);
    const std::string text = in_format("text", reported.report);
    const std::vector<std::string> lines = lines_of(text);
    EXPECT_TRUE(lines.at(0).starts_with("test.pin3 ") && lines.at(0).ends_with("pin3 1.2.3, ngspice 39"))
        << lines.at(0);
    EXPECT_EQ(lines.at(0).size(), 80u);
    // 1k in front of r3: A_cm = (r1 r4 - r2 r3) / (r1 (r3 + r4)) = 0.04710, hot alone 0.9519 of signal: 26.11
    // dB
    EXPECT_TRUE(lines.at(3).starts_with("real ")) << text;
    EXPECT_NE(lines.at(3).find("unbalanced"), std::string::npos);
    EXPECT_NE(lines.at(3).find(" 26.1 "), std::string::npos) << lines.at(3);
    EXPECT_NE(text.find("+ expect real.cmrr at 1 kHz >= 20 dB for 99%: holds"), std::string::npos) << text;
    EXPECT_NE(text.find("- expect plain.cmrr at 1 kHz >= 20 dB: FAILS"), std::string::npos) << text;
}

TEST(TextReport, shows_a_bound_as_a_bound_and_a_missing_figure_as_a_reason) {
    const Reported reported(sample);
    const std::string text = in_format("text", reported.report);
    EXPECT_NE(text.find(" >1"), std::string::npos) << text;
    EXPECT_NE(text.find("none: no cold leg"), std::string::npos) << text;
    EXPECT_EQ(text.find("inf"), std::string::npos);
    EXPECT_EQ(text.find("nan"), std::string::npos);
    EXPECT_EQ(text.find("-0.0 "), std::string::npos);
}

TEST(TextReport, has_at_most_80_columns) {
    expect_narrow(in_format("text", Reported(sample, true).report));
}

TEST(TextReport, has_at_most_80_columns_with_long_names_and_many_spots) {
    const std::string name = "a_name_that_goes_on_and_on_and_on_until_nobody_can_tell_it_from_another_";
    std::string text =
        "sweep { at = (50 Hz, 60 Hz, 100 Hz, 120 Hz, 150 Hz, 180 Hz, 250 Hz, 1 kHz, 3.15 kHz, 10 kHz, 20 "
        "kHz) }\n";
    text += fmt::format(
        "output {0}o : impedance_balanced\ninput {0}i : difference\ncable {0}c : coax {{ length = 1 m "
        "}}\nground {0}g : mains\n",
        name);
    for (int i = 0; i < 10; ++i)
        text +=
            fmt::format("link {0}{1} = {0}o -> {0}c -> {0}i @ {0}g\nexpect {0}{1}.cmrr >= 1 dB\n", name, i);
    const Reported reported(text, true);
    expect_narrow(in_format("text", reported.report));
}

TEST(TextReport, is_plain_without_colour_and_the_same_text_with_it) {
    const Reported reported(sample);
    const std::string plain = in_format("text", reported.report),
                      coloured = in_format("text", reported.report, {.color = true});
    EXPECT_EQ(plain.find('\033'), std::string::npos);
    EXPECT_NE(coloured.find('\033'), std::string::npos);
    std::string stripped;
    for (std::size_t i = 0; i < coloured.size(); ++i) {
        if (coloured[i] == '\033')
            i = coloured.find('m', i);
        else
            stripped += coloured[i];
    }
    EXPECT_EQ(lines_of(stripped).size(), lines_of(plain).size());
}

TEST(TextReport, says_of_pins_that_nothing_holds_that_their_balance_is_undefined) {
    const std::string text =
        in_format("text", Reported("output adrift : transformer { c_interwinding = 0, c_winding = 0 }\n"
                                   "output held : transformer\ninput i : difference\nlink one = adrift -> i\n"
                                   "link other = held -> i\nexpect adrift.signal_balance at 1 kHz >= 10 dB\n")
                              .report);
    std::string row;
    for (const std::string& line : lines_of(text))
        if (line.starts_with("adrift  ")) row = line;
    EXPECT_NE(row.find(" undefined "), std::string::npos) << text;
    EXPECT_EQ(row.find("0.500"), std::string::npos) << "its pins have no voltage against the chassis";
    EXPECT_NE(text.find("undefined: nothing holds these pins"), std::string::npos);
    EXPECT_NE(unwrapped(text).find("fails, it is undefined: nothing"), std::string::npos) << text;
    const std::string usual = in_format("text", Reported(sample).report);
    EXPECT_EQ(usual.find("undefined"), std::string::npos);
}

TEST(TextReport, says_why_no_unit_has_a_figure_that_is_undefined) {
    Verdict verdict;
    verdict.expectation.text = "expect adrift.signal_balance at 1 kHz >= 10 dB for 99%";
    verdict.expectation.metric = find_metric("output", "signal_balance");
    verdict.remark = "it is undefined: nothing holds it";
    verdict.judge_by(yield_of(0, 100, 99));
    Report report;
    report.verdicts = {verdict};
    EXPECT_NE(unwrapped(in_format("text", report)).find("FAILS, 0 of 100 units meet it"), std::string::npos);
    EXPECT_NE(unwrapped(in_format("text", report)).find("nominally it is undefined"), std::string::npos);
}

// Two op-amps on half of the signal each reach 6 dB more than one on all of it.
TEST(TextReport, says_by_how_much_outputs_at_one_level_reach_unlike_ones) {
    const auto text = [](const std::string& other) {
        const Reported reported("output one : impedance_balanced { opamp = ne5532 }\noutput two : " + other +
                                    "\ninput i : difference\nlink a = one -> i\nlink b = two -> i\n",
                                false, true);
        return unwrapped(in_format("text", reported.report));
    };
    EXPECT_NE(text("symmetric { opamp = ne5532 }").find("b could have 6.0 dB more than a,"),
              std::string::npos)
        << text("symmetric { opamp = ne5532 }");
    for (const std::string quiet :
         {"unbalanced { opamp = ne5532 }", "symmetric", "symmetric { opamp = ne5532, level = 10 dBu }"})
        EXPECT_EQ(text(quiet).find("do not reach alike"), std::string::npos) << quiet;
}

TEST(TextReport, says_what_a_transformer_asks_of_what_drives_it) {
    const Reported reported(
        "output step_up : transformer { ratio = 0.25, rout = 100, rdc_primary = 60, rdc_secondary = 600, lm "
        "= 20 H, c_interwinding = 0 "
        "}\ninput i : unbalanced { r = 15k }\nlink a = step_up -> i\n",
        false, true);
    EXPECT_NE(unwrapped(in_format("text", reported.report))
                  .find("what drives the primary of step_up sees 1.03 kohm at 1 kHz"),
              std::string::npos)
        << in_format("text", reported.report);
}

TEST(TextReport, is_short_without_detail) {
    const Reported reported(sample);
    const std::string text = in_format("text", reported.report, {.detail = false});
    EXPECT_LT(lines_of(text).size(), 15u);
    EXPECT_TRUE(in_format("text", reported.report).starts_with(text.substr(0, 100)));
}

TEST(TextReport, sets_the_waveforms_beside_the_ac_analysis) {
    const Reported reported(sample, true);
    EXPECT_NE(in_format("text", reported.report).find("waveforms, dB"), std::string::npos);
    EXPECT_EQ(in_format("text", Reported(sample).report).find("waveforms, dB"), std::string::npos);
    for (const LinkReport& link : reported.report.links) ASSERT_TRUE(link.waveform) << link.link->name;
    const auto& real = *reported.report.links.at(0).waveform;
    EXPECT_NEAR(waveform_cmrr(real)->value, waveform_ac_cmrr(real)->value, 0.01);
    EXPECT_LT(waveform_residual_db(real), -60);
}

TEST(TextReport, says_what_could_not_be_simulated) {
    const Description description = described(sample);
    Measurements nothing;
    for (const char* reason :
         {"real, ground: singular", "real, signal: no answer", "real, ground: singular"}) {
        nothing.failures.push_back({"link real", {}, {FailureKind::rejected, "no", {}, {}}});
        nothing.failures.back().diagnostic.message = reason;
    }
    nothing.failures.push_back({"output synth", {}, {}});
    nothing.failures.back().diagnostic.message = "died";
    const Report report = make_report(description, {"1", "39"}, {}, {std::move(nothing)});
    for (const auto& [format, mark] : {std::pair{"text", "! "}, std::pair{"markdown", "- **!** "}}) {
        std::string text = in_format(format, report, {.width = 200});
        const std::string line = fmt::format("{}link real: not all of it could be simulated: ", mark);
        EXPECT_NE(text.find(line + "real, ground: singular; real, signal: no answer\n"), std::string::npos)
            << text;
        EXPECT_NE(text.find("output synth: not all of it could be simulated: died\n"), std::string::npos);
    }
}

TEST(DecibelCell, has_one_digit_a_mark_for_bounds_and_no_negative_zero) {
    EXPECT_EQ(decibel_cell(Figure{62.149, false}), "62.1");
    EXPECT_EQ(decibel_cell(Figure{180, true}), ">180.0");
    EXPECT_EQ(decibel_cell(Figure{-0.04, false}), "0.0");
    EXPECT_EQ(decibel_cell(Figure{-0.06, false}), "-0.1");
    EXPECT_EQ(decibel_cell(std::nullopt), "-");
}

TEST(MarkdownReport, has_a_table_a_row_a_link_and_its_verdicts) {
    const Reported reported(sample);
    const std::string text = in_format("markdown", reported.report);
    EXPECT_TRUE(text.starts_with("# test.pin3\n"));
    for (const char* part : {"| real | unbalanced |", "## real\n\n`synth -> mixer @ rack`", "- ✓ expect real",
                             "- ✗ expect plain", "| desk | impedance-balanced |"})
        EXPECT_NE(text.find(part), std::string::npos) << part;
    std::size_t columns = 0;
    for (const std::string& line : lines_of(text)) {
        if (!line.starts_with("|")) {
            columns = 0;
            continue;
        }
        const auto bars = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
        if (columns) {
            EXPECT_EQ(bars, columns) << line;
        }
        columns = bars;
    }
}

}  // namespace
}  // namespace pin3
