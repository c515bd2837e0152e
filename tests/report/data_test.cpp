// The report for programs: CSV and JSON, read back and held against the measurements.
#include "core/decibel.hpp"
#include "report/matrix.hpp"
#include "reported.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace pin3 {
namespace {

using nlohmann::json;

double db(const Complex& gain) {
    return 20 * std::log10(std::abs(gain));
}

TEST(CsvReport, has_a_row_for_every_link_and_frequency) {
    const Reported reported(sample);
    const std::vector<std::string> lines = lines_of(in_format("csv", reported.report));
    EXPECT_EQ(lines.at(0),
              "link,frequency_hz,signal_gain_db,ground_gain_db,cmrr_db,cmrr_floor,spot,lost_20_hz_db,"
              "down_1_db_hz,down_3_db_hz");
    std::size_t expected = 1;
    for (const LinkReport& link : reported.report.links)
        expected += link.response.curve.frequency_hz.size() + link.response.spots.frequency_hz.size();
    ASSERT_EQ(lines.size(), expected);
    const GainRow& row = reported.report.links.at(0).response.curve;
    for (std::size_t k = 0; k < row.frequency_hz.size(); ++k) {
        const std::vector<std::string> cells = split(lines.at(k + 1), ',');
        ASSERT_EQ(cells.size(), 10u) << lines[k + 1];
        EXPECT_EQ(cells[0], "real");
        EXPECT_EQ(std::stod(cells[1]), row.frequency_hz[k]) << "to the last bit";
        EXPECT_NEAR(std::stod(cells[2]), db(row.signal_gain[k]), 1e-9);
        EXPECT_NEAR(std::stod(cells[3]), db(row.ground_gain[k]), 1e-9);
        EXPECT_NEAR(std::stod(cells[4]), db(row.signal_gain[k] / row.ground_gain[k]), 1e-9);
        EXPECT_EQ(cells[5], "0");
        EXPECT_EQ(cells[6], "0");
    }
}

TEST(JsonReport, has_no_balance_where_nothing_holds_the_pins) {
    const Reported reported(
        "output adrift : transformer { c_interwinding = 0, c_winding = 0 }\noutput held : transformer\n"
        "input i : difference\nlink one = adrift -> i\nlink other = held -> i\n",
        false, true);
    const json document = json::parse(in_format("json", reported.report));
    const json &adrift = document.at("outputs").at(0), &held = document.at("outputs").at(1);
    EXPECT_TRUE(adrift.at("signal_balance_undefined").get<bool>());
    for (const auto* key : {"signal_balance_db", "signal_hot", "signal_cold"}) {
        EXPECT_TRUE(adrift.at(key).is_null()) << key;
        EXPECT_TRUE(held.at(key).is_number()) << key;
    }
    EXPECT_FALSE(held.at("signal_balance_undefined").get<bool>());
    const auto& room = *reported.report.links.at(1).room;
    EXPECT_EQ(document.at("links").at(1).at("level").at("z_primary_ohm").get<double>(),
              std::abs(*room.z_primary));
}

TEST(CsvReport, marks_bounds_and_holds_no_number_that_is_none) {
    const std::string csv = in_format("csv", Reported(sample).report);
    EXPECT_EQ(csv.find("inf"), std::string::npos);
    EXPECT_EQ(csv.find("nan"), std::string::npos);
    bool bound = false;
    for (const std::string& line : lines_of(csv))
        bound = bound || (line.starts_with("best,") && split(line, ',').at(5) == "1");
    EXPECT_TRUE(bound);
}

TEST(JsonReport, reads_back_as_what_was_measured) {
    const Reported reported(sample, true);
    const json all = json::parse(in_format("json", reported.report));
    EXPECT_EQ(all.at("file"), "test.pin3");
    EXPECT_EQ(all.at("tool").at("version"), "1.2.3");
    ASSERT_EQ(all.at("links").size(), 3u);
    const json& real = all["links"][0];
    EXPECT_EQ(real.at("name"), "real");
    EXPECT_EQ(real.at("output").at("kind"), "unbalanced");
    EXPECT_EQ(real.at("output").at("parameters").at("rout"), "1k 5%");
    const GainRow& row = reported.report.links[0].response.curve;
    ASSERT_EQ(real.at("curve").at("frequency_hz").size(), row.frequency_hz.size());
    for (std::size_t k = 0; k < row.frequency_hz.size(); ++k) {
        EXPECT_EQ(real["curve"]["frequency_hz"][k].get<double>(), row.frequency_hz[k]);
        EXPECT_NEAR(real["curve"]["cmrr_db"][k].get<double>(), db(row.signal_gain[k] / row.ground_gain[k]),
                    1e-9);
    }
    EXPECT_FALSE(real.at("limit").get<std::string>().empty());
    EXPECT_NEAR(real.at("waveform").at("cmrr_db").get<double>(),
                real.at("waveform").at("ac_cmrr_db").get<double>(), 0.01);
}

TEST(JsonReport, says_where_a_figure_is_a_bound_and_null_where_there_is_none) {
    const json all = json::parse(in_format("json", Reported(sample).report));
    const json& best = all.at("links").at(1);
    EXPECT_EQ(best.at("name"), "best");
    EXPECT_TRUE(best.at("cmrr").at(0).at("floor").get<bool>());
    for (const json& input : all.at("inputs"))
        for (const json& row : input.at("cmrr"))
            EXPECT_EQ(row.at("tied_rti_db").is_null(), input.at("name") == "hifi");
    EXPECT_TRUE(all.at("links").at(0).at("waveform").is_null());
}

TEST(JsonReport, holds_the_verdicts) {
    const json all = json::parse(in_format("json", Reported(sample).report));
    ASSERT_EQ(all.at("expectations").size(), 2u);
    EXPECT_TRUE(all["expectations"][0].at("holds").get<bool>());
    EXPECT_FALSE(all["expectations"][1].at("holds").get<bool>());
    EXPECT_EQ(all["expectations"][0].at("limit"), 20);
    EXPECT_NEAR(all["expectations"][0].at("value").get<double>(), 26.11, 0.05);
}

TEST(JsonReport, survives_paths_that_are_not_utf8) {
    Reported reported(sample);
    Report report = reported.report;
    report.file = "\xff\xfe.pin3";
    EXPECT_FALSE(json::parse(in_format("json", report)).empty());
}

class MatrixOf : public ::testing::Test {
protected:
    // the links are all pairs, each named OUTPUT_INPUT
    Measured measured{
        "output o1 : unbalanced { rout = 1k }\noutput o2 : impedance_balanced\ninput i1 : difference\ninput "
        "i2 : unbalanced\n"
        "cable lead : coax { length = 1 m }\nground rack : mains\n"
        "link o1_i1 = o1 -> lead -> i1 @ rack\nlink o1_i2 = o1 -> lead -> i2 @ rack\nlink o2_i2 = o2 -> lead "
        "-> i2 @ rack\n"};
    Matrix matrix = make_matrix(measured.description.used(Role::output),
                                measured.description.used(Role::input), measured.all, 1000);
};

TEST_F(MatrixOf, pairs_has_a_row_an_output_and_a_column_an_input) {
    EXPECT_EQ(matrix.outputs, (std::vector<std::string>{"o1", "o2"}));
    EXPECT_EQ(matrix.inputs, (std::vector<std::string>{"i1", "i2"}));
    EXPECT_EQ(matrix.cable, "lead");
    EXPECT_EQ(matrix.ground, "rack");
    EXPECT_NEAR(matrix.cmrr[0][0]->value,
                db(measured.signal_gain(1000, "o1_i1") / measured.ground_gain(1000, "o1_i1")), 1e-9);
    EXPECT_NEAR(matrix.cmrr[1][1]->value,
                db(measured.signal_gain(1000, "o2_i2") / measured.ground_gain(1000, "o2_i2")), 1e-9);
    EXPECT_FALSE(matrix.cmrr[1][0]) << "was not simulated";
}

TEST_F(MatrixOf, pairs_reads_back_from_json_and_csv) {
    const json read = json::parse(in_format("json", matrix));
    EXPECT_NEAR(read.at("cmrr_db").at(0).at(0).get<double>(), matrix.cmrr[0][0]->value, 1e-9);
    EXPECT_TRUE(read.at("cmrr_db").at(1).at(0).is_null());
    const std::vector<std::string> lines = lines_of(in_format("csv", matrix));
    ASSERT_EQ(lines.size(), 5u);
    EXPECT_EQ(lines[0], "output,input,frequency_hz,cmrr_db,cmrr_floor");
    EXPECT_NEAR(std::stod(split(lines[1], ',').at(3)), matrix.cmrr[0][0]->value, 1e-9);
    EXPECT_EQ(lines[3], "o2,i1,1000,,0");
}

TEST_F(MatrixOf, pairs_is_a_table_for_people) {
    const std::string text = in_format("text", matrix);
    EXPECT_NE(text.find("o1"), std::string::npos);
    EXPECT_NE(text.find("-\n") == std::string::npos && text.find(" - ") == std::string::npos, true) << text;
    for (const std::string& line : lines_of(text)) EXPECT_LE(line.size(), 80u);
    EXPECT_NE(in_format("markdown", matrix).find("| o2 | - |"), std::string::npos)
        << in_format("markdown", matrix);
}

}  // namespace
}  // namespace pin3
