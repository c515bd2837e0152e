#include "room/weighting.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

namespace pin3 {
namespace {

// IEC 61672-1, table 2: A-weighting at nominal frequencies, computed there for the exact ones 1000 10^(n/10),
// and rounded to 0.1 dB.
TEST(Weighting, a_is_the_table_of_iec_61672) {
    const std::vector<std::pair<int, double>> table = {
        {-20, -70.4}, {-17, -50.5}, {-15, -39.4}, {-13, -30.2}, {-10, -19.1}, {-9, -16.1}, {-7, -10.9},
        {-5, -6.6},   {-3, -3.2},   {0, 0.0},     {1, 0.6},     {3, 1.2},     {4, 1.3},    {6, 1.0},
        {8, -0.1},    {9, -1.1},    {10, -2.5},   {12, -6.6},   {13, -9.3}};
    for (const auto& [n, db] : table)
        EXPECT_NEAR(a_weighting_db(1000 * std::pow(10, n / 10.0)), db, 0.051) << n;
}

// ITU-R BS.468-4, table 1; its tolerance at the frequencies without one of 0 is 0.2 dB at the least.
TEST(Weighting, itu_468_is_the_table_of_the_recommendation) {
    const std::vector<std::pair<double, double>> table = {
        {31.5, -29.9},  {63.0, -23.9},  {100.0, -19.8},  {200.0, -13.8},   {400.0, -7.8},
        {800.0, -1.9},  {1000.0, 0.0},  {2000.0, 5.6},   {3150.0, 9.0},    {4000.0, 10.5},
        {5000.0, 11.7}, {6300.0, 12.2}, {7100.0, 12.0},  {8000.0, 11.4},   {9000.0, 10.1},
        {10000.0, 8.1}, {12500.0, 0.0}, {14000.0, -5.3}, {16000.0, -11.7}, {20000.0, -22.2}};
    for (const auto& [hertz, db] : table) EXPECT_NEAR(itu468_db(hertz), db, 0.1) << hertz;
}

// What is heard at 85 dB SPL for +4 dBu: 50 Hz -41, 60 Hz -46, 100 Hz -58.5, 120 Hz -62, 150 Hz -66, 180 Hz
// -69, 300 Hz -76, 1 kHz -83, 3.15 kHz -91, dB re nominal.
TEST(Weighting, the_threshold_of_hearing_is_that_of_iso_226) {
    const std::vector<std::pair<double, double>> heard = {{50.0, -41.0},  {60.0, -46.0},   {100.0, -58.5},
                                                          {120.0, -62.0}, {150.0, -66.0},  {180.0, -69.0},
                                                          {300.0, -76.0}, {1000.0, -83.0}, {3150.0, -91.0}};
    for (const auto& [hertz, db] : heard) EXPECT_NEAR(hearing_threshold_db(hertz) - 85, db, 0.75) << hertz;
    EXPECT_EQ(hearing_threshold_db(100), 26.5);
    EXPECT_TRUE(std::isinf(hearing_threshold_db(19)));
    EXPECT_TRUE(std::isinf(hearing_threshold_db(20e3)));
}

// Glasberg and Moore (1990): 132.6 Hz at 1 kHz.
TEST(Weighting, the_ear_has_the_bandwidth_of_glasberg_and_moore) {
    EXPECT_NEAR(auditory_bandwidth_hz(1000), 132.639, 0.001);
    EXPECT_NEAR(auditory_bandwidth_hz(100), 35.494, 0.001);
}

}  // namespace
}  // namespace pin3
