// What `pin3 list` and `pin3 explain` say, in every format.
#include "report/listing.hpp"

#include "catalog/catalog.hpp"
#include "report/explanation.hpp"
#include "report/format.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

std::size_t count(std::string_view text, std::string_view wanted) {
    std::size_t times = 0;
    for (std::size_t at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, at + 1))
        ++times;
    return times;
}

template <typename Value>
std::string in(std::string_view format, const Value& value) {
    return render(document_of(value), *find_format(format));
}

TEST(Listing, suits_every_format_whatever_is_asked_for) {
    std::vector<std::string> topics{""};
    for (const std::string_view topic : listing_topics()) topics.emplace_back(topic);
    for (const std::string& topic : topics) {
        const Document document = document_of(Listing{topic});
        for (const Format* format : formats()) EXPECT_TRUE(format->suits(document)) << topic << format->name;
        for (const std::vector<std::string>& row : document.sheet.rows)
            EXPECT_EQ(row.size(), document.sheet.columns.size()) << topic;
    }
}

TEST(Listing, of_everything_has_every_kind_metric_and_code) {
    const Document document = document_of(Listing{});
    std::size_t stages = 0;
    for (const char* topic : {"outputs", "inputs", "cables", "grounds"})
        stages += document.data.at(topic).array().size();
    std::size_t of_links = 0;  // op-amps are a kind that descriptions cannot choose by its name
    for (const Kind* kind : kinds()) of_links += kind->role != Role::opamp;
    EXPECT_EQ(stages, of_links);
    EXPECT_EQ(document.data.at("metrics").array().size(), metrics().size());
    EXPECT_EQ(document.data.at("codes").array().size(), codes().size());
    EXPECT_EQ(document.sheet.rows.size(),
              stages + metrics().size() + codes().size() + 1);  // the ideal op-amp
}

TEST(Listing, of_a_topic_has_only_that) {
    const Document document = document_of(Listing{"metrics"});
    ASSERT_EQ(document.data.object().size(), 2u);  // with the schema
    EXPECT_TRUE(document.data.at("metrics").array().front().at("name") == metrics().front()->name);
    EXPECT_EQ(in("text", Listing{"metrics"}).find("pin3 explain"), std::string::npos);
    EXPECT_TRUE(in("csv", Listing{"metrics"}).starts_with("what,name,summary,of,unit\n"));
    EXPECT_TRUE(in("csv", Listing{}).starts_with("what,name,summary\n"));
}

TEST(Listing, asks_for_opamps_only_where_it_has_them) {
    for (const std::string_view topic : listing_topics()) EXPECT_EQ(lists_opamps(topic), topic == "opamps");
    EXPECT_TRUE(lists_opamps(""));
}

TEST(Explanation, of_a_kind_has_its_parameters_in_every_format) {
    for (const Kind* kind : kinds()) {
        SCOPED_TRACE(kind->name);
        const Explanation explanation{{kind}};
        const Document document = document_of(explanation);
        for (const Format* format : formats()) EXPECT_TRUE(format->suits(document)) << format->name;
        const auto specs = all_parameters(*kind);
        const Data& object = document.data.at("explained").array().at(0);
        ASSERT_EQ(object.at("parameters").array().size(), specs.size());
        ASSERT_EQ(document.sheet.rows.size(), specs.size() + 1);
        for (std::size_t i = 0; i < specs.size(); ++i) {
            const Data& parameter = object.at("parameters").array()[i];
            EXPECT_TRUE(parameter.at("name") == specs[i].name);
            EXPECT_EQ(parameter.at("default").is_null(), specs[i].standard.empty());
            EXPECT_EQ(document.sheet.rows[i + 1].at(2), specs[i].name);
        }
        for (const char* format : {"text", "markdown"})
            EXPECT_NE(in(format, explanation).find(kind->example), std::string::npos);
    }
}

TEST(Explanation, of_a_kind_without_parameters_says_that_there_are_none) {
    const Kind* kind = find_kind(Role::ground, "none");
    ASSERT_TRUE(all_parameters(*kind).empty());
    EXPECT_NE(in("text", Explanation{{kind}}).find("\nparameter  unit  default\n\n"), std::string::npos);
}

TEST(Explanation, sets_a_line_between_things_of_one_name) {
    const Explanation both{{find_kind(Role::output, "transformer"), find_kind(Role::input, "transformer")}};
    const std::string line = "\n\n" + std::string(80, '-') + "\n\n";
    EXPECT_EQ(count(in("text", both), line), 1u);
    EXPECT_EQ(count(in("markdown", both), "\n---\n"), 1u);
    EXPECT_EQ(document_of(both).data.at("explained").array().size(), 2u);
    EXPECT_EQ(count(in("text", Explanation{{both.found.front()}}), line), 0u);
}

TEST(Explanation, keeps_a_circuit_and_a_codes_examples_as_they_are_drawn) {
    const Kind* kind = find_kind(Role::output, "cross_coupled");
    const std::string circuit(kind->circuit.substr(1, 40));
    for (const char* format : {"text", "markdown"})
        EXPECT_NE(in(format, Explanation{{kind}}).find(circuit), std::string::npos);
    for (const CodeEntry& code : codes())
        for (const char* format : {"text", "markdown"})
            EXPECT_NE(in(format, Explanation{{&code}}).find(code.explanation), std::string::npos) << code.id;
}

TEST(Explanation, of_a_metric_has_its_unit) {
    const Metric* cmrr = find_metric("link", "cmrr");
    const Document document = document_of(Explanation{{cmrr}});
    EXPECT_TRUE(document.data.at("explained").array().at(0).at("unit") == "dB");
    EXPECT_NE(in("text", Explanation{{cmrr}}).find("\n\nUnit: dB\n"), std::string::npos);
}

}  // namespace
}  // namespace pin3
