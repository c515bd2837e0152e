#include "room/weighting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace pin3 {

// R_A(f) = f^4 12194^2 / ((f^2 + 20.6^2) sqrt((f^2 + 107.7^2)(f^2 + 737.9^2)) (f^2 + 12194^2)), IEC 61672-1,
// annex E, with its exact frequencies.
double a_weighting_db(double frequency_hz) {
    constexpr double f1 = 20.598997, f2 = 107.65265, f3 = 737.86223, f4 = 12194.217;
    const auto response = [](double f) {
        const double s = f * f;
        return s * s * f4 * f4 / ((s + f1 * f1) * std::sqrt((s + f2 * f2) * (s + f3 * f3)) * (s + f4 * f4));
    };
    return 20 * std::log10(response(frequency_hz) / response(1000));
}

// The transfer function of the network that the recommendation draws, as polynomials: h1 = a f^6 + b f^4 + c
// f^2
// + 1, h2 = d f^5 + e f^3 + g f, R = k f / sqrt(h1^2 + h2^2), k for 0 dB at 1 kHz.
double itu468_db(double frequency_hz) {
    const auto response = [](double f) {
        const double f2 = f * f;
        const double h1 =
            ((-4.737338981378384e-24 * f2 + 2.043828333606125e-15) * f2 - 1.363894795463638e-7) * f2 + 1;
        const double h2 =
            ((1.306612257412824e-19 * f2 - 2.118150887518656e-11) * f2 + 5.559488023498642e-4) * f;
        return f / std::hypot(h1, h2);
    };
    return 20 * std::log10(response(frequency_hz) / response(1000));
}

double hearing_threshold_db(double frequency_hz) {
    static constexpr std::array<std::pair<double, double>, 31> table = {
        {{20, 78.5},    {25, 68.7},    {31.5, 59.5}, {40, 51.1},   {50, 44.0},  {63, 37.5},   {80, 31.5},
         {100, 26.5},   {125, 22.1},   {160, 17.9},  {200, 14.4},  {250, 11.4}, {315, 8.6},   {400, 6.2},
         {500, 4.4},    {630, 3.0},    {800, 2.2},   {1000, 2.4},  {1250, 3.5}, {1600, 1.7},  {2000, -1.3},
         {2500, -4.2},  {3150, -6.0},  {4000, -5.4}, {5000, -1.5}, {6300, 6.0}, {8000, 12.6}, {10000, 13.9},
         {12500, 12.3}, {16000, 40.2}, {18000, 70.4}}};
    if (frequency_hz < table.front().first || frequency_hz > table.back().first)
        return std::numeric_limits<double>::infinity();
    const auto* above = std::lower_bound(table.begin(), table.end(), frequency_hz,
                                         [](const auto& row, double f) { return row.first < f; });
    if (above == table.begin()) return above->second;
    const auto* below = above - 1;
    const double share = std::log(frequency_hz / below->first) / std::log(above->first / below->first);
    return below->second + share * (above->second - below->second);
}

// 24.7 (4.37 f / kHz + 1)
double auditory_bandwidth_hz(double frequency_hz) {
    return 24.7 * (4.37e-3 * frequency_hz + 1);
}

}  // namespace pin3
