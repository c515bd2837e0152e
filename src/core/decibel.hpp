// Ratios and their decibels, kept apart by type.
#pragma once

#include <cmath>

namespace pin3 {

// A level or a ratio in dB. Made only by named functions, so that a ratio is never taken for its decibels.
class Decibels {
public:
    explicit Decibels(double) = delete;
    static constexpr Decibels of_db(double db) { return Decibels(db, 0); }

    constexpr double db() const { return value_; }
    auto operator<=>(const Decibels&) const = default;

private:
    constexpr Decibels(double db, int) : value_(db) {}
    double value_;
};

// 20 log10 of an amplitude ratio; minus infinity for 0.
inline Decibels amplitude_ratio(double ratio) {
    return Decibels::of_db(20 * std::log10(ratio));
}

}  // namespace pin3
