// Curves drawn with characters.
#include "report/plot.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <sstream>

namespace pin3 {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int axis = 7;  // columns of "  120 |"

// The picture by its cells: what stands at a labelled level and a column of the drawing.
struct Picture {
    explicit Picture(const std::string& text) {
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);) lines.push_back(line);
    }
    char at(double level, std::size_t column) const {
        for (const std::string& line : lines) {
            const std::size_t bar = line.find('|');
            if (bar == std::string::npos || std::stod(line.substr(0, bar)) != level) continue;
            return axis + column < line.size() ? line[axis + column] : ' ';
        }
        throw std::out_of_range("no line for " + std::to_string(level));
    }
    std::vector<std::string> lines;
};

Curve line(std::string name, double at_10, double at_100k, int points = 81) {
    Curve curve{std::move(name), {}, {}};
    for (int k = 0; k < points; ++k) {
        const double x = static_cast<double>(k) / (points - 1);
        curve.frequency_hz.push_back(10 * std::pow(1e4, x));
        curve.value_db.push_back(at_10 + (at_100k - at_10) * x);
    }
    return curve;
}

TEST(Plot, puts_a_known_curve_into_the_right_cells) {
    // 100 dB at 10 Hz, 20 dB less each decade, drawn 80 columns wide: 72 of them, 18 a decade and a bit
    const Picture picture(plot_text({line("slope", 100, 20)}, 80, 9, 160));
    EXPECT_EQ(picture.at(100, 0), 'a');
    EXPECT_EQ(picture.at(20, 71), 'a');
    EXPECT_EQ(picture.at(80, 18), 'a');
    EXPECT_EQ(picture.at(60, 36), 'a');
    EXPECT_EQ(picture.at(40, 53), 'a');
    EXPECT_EQ(picture.at(100, 36), ' ');
    EXPECT_EQ(picture.at(20, 36), ' ');
}

TEST(Plot, labels_the_decades_under_their_columns) {
    const Picture picture(plot_text({line("slope", 100, 20)}, 80, 9, 160));
    const std::string& labels = picture.lines.back();
    EXPECT_EQ(labels.find("10 "), 7u);
    EXPECT_EQ(labels.find("100 "), 7u + 18);
    EXPECT_EQ(labels.find("1k"), 7u + 36);
    EXPECT_EQ(labels.find("10k"), 7u + 53);
    EXPECT_TRUE(labels.ends_with("100k"));
    EXPECT_TRUE(labels.starts_with("    Hz "));
}

TEST(Plot, is_no_wider_than_it_is_told) {
    for (const int width : {40, 80, 120}) {
        const Picture picture(plot_text({line("slope", 140, -20), line("other", 3, 4)}, width, 14, 160));
        for (const std::string& row : picture.lines) EXPECT_LE(row.size(), static_cast<std::size_t>(width));
        EXPECT_LE(picture.lines.size(), 14u + 3);
    }
}

TEST(Plot, shows_where_curves_meet) {
    const Picture picture(plot_text({line("up", 0, 80), line("down", 80, 0)}, 80, 9, 160));
    EXPECT_EQ(picture.at(0, 0), 'a');
    EXPECT_EQ(picture.at(80, 0), 'b');
    EXPECT_EQ(picture.at(40, 36), '*');
}

TEST(Plot, of_a_constant_is_one_line_of_marks) {
    const Picture picture(plot_text({line("constant", 60, 60)}, 80, 14, 160));
    EXPECT_EQ(picture.at(60, 0), 'a');
    EXPECT_EQ(picture.at(60, 71), 'a');
    std::size_t rows_with_marks = 0;
    for (const std::string& row : picture.lines) rows_with_marks += row.find('a') != std::string::npos;
    EXPECT_EQ(rows_with_marks, 1u);
}

TEST(Plot, draws_at_the_ceiling_what_lies_above_it) {
    const Picture picture(plot_text({line("perfect", 312, 100)}, 80, 14, 160));
    EXPECT_EQ(picture.at(160, 0), 'a');
    for (const std::string& row : picture.lines) {
        const std::size_t bar = row.find('|');
        if (bar == std::string::npos) continue;
        EXPECT_LE(std::stod(row.substr(0, bar)), 165);
    }
}

TEST(Plot, leaves_out_what_is_not_finite) {
    for (const double gap : {infinity, -infinity, std::nan("")}) {
        Curve curve = line("gap", 60, 40);
        for (std::size_t k = 30; k < 50; ++k) curve.value_db[k] = gap;
        const Picture picture(plot_text({curve}, 80, 14, 160));
        EXPECT_EQ(picture.at(60, 0), 'a');
        for (const std::string& row : picture.lines) {
            if (row.find('|') == std::string::npos || row.size() <= axis + 36) continue;
            EXPECT_EQ(row[axis + 36], ' ') << row;
        }
    }
}

TEST(Plot, of_nothing_is_nothing) {
    EXPECT_EQ(plot_text({}, 80, 14, 160), "");
    EXPECT_EQ(plot_text({{"empty", {}, {}}}, 80, 14, 160), "");
    EXPECT_EQ(plot_text({{"none", {10, 100}, {infinity, -infinity}}}, 80, 14, 160), "");
    EXPECT_EQ(plot_text({{"one point", {10}, {5}}}, 80, 14, 160), "");
}

}  // namespace
}  // namespace pin3
