// What every format makes of a document, and JSON read back.
#include "report/format.hpp"

#include "report/formats/csv.hpp"
#include "report/formats/json.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <sstream>

namespace pin3 {
namespace {

Data read_back(const std::string& text) {
    std::istringstream in(text);
    return std::get<Data>(read_json(in));
}

const Document document{
    {{"", {Title{"file.pin3", "pin3"}}},
     {"Figures",
      {Table{{{"link", Align::left}, {"dB"}}, {{"a|b", "1.0"}}}, Note{"a note"}, Item{"well", Mark::holds}}},
     {"", {Entry{"a", "x -> y"}, Chart{"", "curves", {{"a", {10, 100, 1000}, {1, 2, 3}}}}}, true},
     {}},
    {},
    {}};

TEST(Json, keeps_numbers_to_the_last_bit_and_the_order) {
    const Data data = Data::Object{{"z", 0.1 + 0.2},
                                   {"a", std::numeric_limits<std::uint64_t>::max()},
                                   {"m", std::numeric_limits<std::int64_t>::min()},
                                   {"none", std::numeric_limits<double>::infinity()},
                                   {"text", "\"\n"},
                                   {"list", std::vector<double>{1, 2.5}},
                                   {"yes", true}};
    const std::string text = json_text(data);
    EXPECT_EQ(json_text(read_back(text)), text);
    const Data read = read_back(text);
    EXPECT_EQ(read.object().front().key, "z");
    EXPECT_EQ(read.at("z").number(), 0.1 + 0.2);
    EXPECT_EQ(read.at("a").count(), std::numeric_limits<std::uint64_t>::max());
    EXPECT_EQ(read.at("list").array().at(1).number(), 2.5);
    EXPECT_TRUE(read.at("none").is_null());
    EXPECT_TRUE(read.at("text") == "\"\n");
    EXPECT_TRUE(read.at("yes").truth());
}

TEST(Json, that_is_not_what_was_looked_for_says_so) {
    const Data read = read_back("{\"n\": -1, \"x\": 1.5}");
    EXPECT_THROW(read.at("n").count(), std::exception);
    EXPECT_THROW(read.at("x").count(), std::exception);
    EXPECT_THROW(read.at("x").text(), std::exception);
    EXPECT_THROW(read.at("gone"), std::exception);
    EXPECT_EQ(read.at("x").find("y"), nullptr);
    std::istringstream half("{\"n\": ");
    EXPECT_TRUE(std::holds_alternative<std::string>(read_json(half)));
}

TEST(Csv, doubles_quotes_inside_quotes) {
    EXPECT_EQ(csv_text({{{"name"}, {"value", true}}, {{"a,b", "1k \"best\""}, {"plain", "2k"}}}),
              "name,value\n\"a,b\",\"1k \"\"best\"\"\"\nplain,\"2k\"\n");
}

TEST(Formats, suit_what_a_document_has) {
    EXPECT_TRUE(find_format("text")->suits(document));
    EXPECT_FALSE(find_format("json")->suits(document));
    EXPECT_FALSE(find_format("csv")->suits(document));
    EXPECT_EQ(find_format("xml"), nullptr);
}

TEST(Formats, leave_out_detail_that_is_not_asked_for) {
    for (const auto* name : {"text", "markdown"}) {
        const std::string all = render(document, *find_format(name)),
                          brief = render(document, *find_format(name), {.detail = false});
        EXPECT_NE(all.find("x -> y"), std::string::npos);
        EXPECT_EQ(brief.find("x -> y"), std::string::npos);
        EXPECT_NE(brief.find("well"), std::string::npos);
    }
}

TEST(TextFormat, sets_a_blank_line_between_sections_and_shows_no_headings) {
    const std::string text = render(document, *find_format("text"), {.detail = false});
    EXPECT_TRUE(text.starts_with("file.pin3 ")) << text;
    EXPECT_TRUE(text.ends_with("pin3\n\nlink   dB\na|b   1.0\n  a note\n+ well\n\n")) << text;
}

TEST(MarkdownFormat, draws_curves_in_a_block_of_code) {
    const std::string text = render(document, *find_format("markdown"));
    EXPECT_TRUE(
        text.starts_with("# file.pin3\n\npin3\n\n## Figures\n\n| link | dB |\n| :--- | ---: |\n"
                         "| a\\|b | 1.0 |\n\na note\n\n- ✓ well\n\n## a\n\n`x -> y`\n\n```text\n"
                         "curves: a=a\n"))
        << text;
    EXPECT_TRUE(text.ends_with("\n```\n")) << text;
}

}  // namespace
}  // namespace pin3
