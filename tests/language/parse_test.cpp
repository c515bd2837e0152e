#include "language/parse.hpp"

#include "core/codes.hpp"
#include "language/print.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

Parsed parsed(std::string text) {
    return parse(std::make_shared<Source>(Source{"a.pin3", std::move(text)}));
}

ParsedValue value(std::string text) {
    return parse_value(std::make_shared<Source>(Source{"value", std::move(text)}));
}

std::vector<Code> codes_of(const Diagnostics& diagnostics) {
    std::vector<Code> codes;
    for (const auto& diagnostic : diagnostics) codes.push_back(diagnostic.code);
    return codes;
}

TEST(Spans, cover_each_node_and_nothing_else) {
    const auto file = parsed("# c\n output a : b { r = 10 m 5% gaussian , s = (x, \"y\") }  # d\n").file;
    ASSERT_EQ(file.statements.size(), 1u);
    const auto& definition = std::get<syntax::Definition>(file.statements[0]);
    EXPECT_EQ(text(definition.span), "output a : b { r = 10 m 5% gaussian , s = (x, \"y\") }");
    EXPECT_EQ(text(definition.name.span), "a");
    EXPECT_EQ(text(definition.kind.span), "b");
    const auto& r = definition.parameters.at(0);
    EXPECT_EQ(text(r.span), "r = 10 m 5% gaussian");
    EXPECT_EQ(text(r.value.span), "10 m 5% gaussian");
    EXPECT_EQ(text(std::get<syntax::Literal>(r.value.data).span), "10 m");
    EXPECT_EQ(text(r.value.tolerance->span), "5% gaussian");
    const auto& list = std::get<std::vector<syntax::Value>>(definition.parameters.at(1).value.data);
    EXPECT_EQ(text(list.at(0).span), "x");
    EXPECT_EQ(text(std::get<syntax::Text>(list.at(1).data).span), "\"y\"");
}

TEST(Spans, cover_links_and_expectations) {
    const auto file =
        parsed("link a = b -> c -> d @ e\nexpect a.cmrr at 1 kHz >= 35 dB for 99%\nuse \"x\"").file;
    ASSERT_EQ(file.statements.size(), 3u);
    const auto& link = std::get<syntax::Link>(file.statements[0]);
    EXPECT_EQ(text(link.span), "link a = b -> c -> d @ e");
    EXPECT_EQ(text(link.cable->span), "c");
    EXPECT_EQ(text(link.ground->span), "e");
    const auto& expectation = std::get<syntax::Expectation>(file.statements[1]);
    EXPECT_EQ(text(expectation.span), "expect a.cmrr at 1 kHz >= 35 dB for 99%");
    EXPECT_EQ(text(expectation.at->span), "1 kHz");
    EXPECT_EQ(text(expectation.yield->span), "99%");
    EXPECT_EQ(text(std::get<syntax::Use>(file.statements[2]).span), "use \"x\"");
}

TEST(Tolerances, are_fractions_and_exact) {
    const auto read = value("10k \u00B11% gaussian matched 0.05 %");
    ASSERT_TRUE(read.value);
    EXPECT_EQ(read.value->tolerance->tolerance, (Tolerance{0.01, Distribution::gaussian, 0.0005}));
}

TEST(Tolerances, that_cannot_be_are_refused_at_their_place) {
    for (const auto* text : {"1k 0%", "1k -5%", "1k 100%", "1k 250%", "1k 1e999%", "1k 1% matched 0%"}) {
        EXPECT_EQ(codes_of(value(text).diagnostics), std::vector{Code::bad_tolerance}) << text;
        EXPECT_FALSE(value(text).value) << text;
    }
}

TEST(Values, are_read_alone_as_defaults_are_written) {
    EXPECT_TRUE(std::holds_alternative<syntax::Literal>(value("10k 1%").value->data));
    EXPECT_TRUE(std::holds_alternative<syntax::Name>(value("open").value->data));
    EXPECT_TRUE(std::holds_alternative<syntax::Text>(value("\"a b\"").value->data));
    EXPECT_TRUE(std::holds_alternative<std::vector<syntax::Value>>(value("(source, 1k)").value->data));
    EXPECT_TRUE(std::holds_alternative<syntax::Literal>(value("R47").value->data));
    for (const auto* text : {"", "1k 2k", "(1", "()", "a b", "1k,"}) {
        EXPECT_EQ(codes_of(value(text).diagnostics), std::vector{Code::syntax}) << text;
    }
}

TEST(Strings, know_two_escapes) {
    EXPECT_EQ(std::get<syntax::Text>(value(R"("a\"b\\c")").value->data).text, R"(a"b\c)");
    EXPECT_EQ(codes_of(value(R"("a\nb")").diagnostics), std::vector{Code::syntax});
    EXPECT_EQ(codes_of(value("\"a\\").diagnostics), std::vector{Code::unterminated});
}

TEST(Errors, do_not_keep_the_whole_statements_around_them_from_being_read) {
    const auto read =
        parsed("link a = b -> c\nlink d = = e\nlink f = g -> h\noutput i : j { k = }\nuse \"l\"\n");
    EXPECT_EQ(codes_of(read.diagnostics), (std::vector{Code::syntax, Code::syntax}));
    EXPECT_EQ(print(read.file), "link a = b -> c\nlink f = g -> h\nuse \"l\"\n");
}

TEST(Errors, beyond_twenty_are_counted_out) {
    std::string text;
    for (int i = 0; i < 30; ++i) text += "link a = = b\n";
    const auto read = parsed(text);
    ASSERT_EQ(read.diagnostics.size(), 21u);
    EXPECT_EQ(read.diagnostics[19].code, Code::syntax);
    EXPECT_EQ(read.diagnostics[20].code, Code::too_many_errors);
    EXPECT_EQ(position(*read.file.source, read.diagnostics[20].span.begin).line, 21u);
}

TEST(Errors, in_a_text_that_is_none_are_said_once) {
    EXPECT_EQ(codes_of(parsed(std::string("u\0s\0e\0 \0", 8)).diagnostics), std::vector{Code::bad_text});
    EXPECT_EQ(codes_of(parsed("use \"a\" # 10 \xB5\n").diagnostics), std::vector{Code::bad_text});
    EXPECT_EQ(codes_of(parsed("output a : b { c = 10\xB5 }").diagnostics), std::vector{Code::bad_text});
}

TEST(Keywords, may_be_names_where_no_statement_can_begin) {
    const auto read = parsed(
        "output output : input { ground = link, tap = ground\n use = source\n at = (use, sweep) }\n"
        "link link = output -> cable -> input @ ground\nexpect expect.sweep <= 1 for 5%\n");
    EXPECT_TRUE(read.diagnostics.empty());
    EXPECT_EQ(read.file.statements.size(), 3u);
}

TEST(Files, of_ten_thousand_links_are_read_whole) {
    std::string text;
    for (int i = 0; i < 10000; ++i)
        text += "link l" + std::to_string(i) + " = synth -> lead -> mixer @ rack\n";
    const auto read = parsed(text);
    EXPECT_TRUE(read.diagnostics.empty());
    EXPECT_EQ(read.file.statements.size(), 10000u);
}

TEST(Lists, nest_eight_deep_and_no_deeper) {
    EXPECT_TRUE(value(std::string(8, '(') + "1" + std::string(8, ')')).value);
    const auto deep = value(std::string(100000, '('));
    ASSERT_EQ(deep.diagnostics.size(), 1u);
    EXPECT_EQ(deep.diagnostics[0].message, "lists are nested more than 8 deep");
}

}  // namespace
}  // namespace pin3
