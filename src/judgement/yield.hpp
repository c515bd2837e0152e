// Which share of production meets an expectation.
#pragma once

#include <cstdint>
#include <string_view>

namespace pin3 {

// "cannot be told from so many units" is an answer of its own.
enum class YieldAnswer { holds, fails, undecided };
std::string_view answer_name(YieldAnswer answer);  // "holds"

struct Yield {
    std::uint64_t units = 0, passing = 0;
    double low = 0, high = 1;  // of the share, with 95 % confidence
    YieldAnswer answer = YieldAnswer::undecided;

    double share() const {
        return units == 0 ? 0 : static_cast<double>(passing) / static_cast<double>(units);
    }
};

// The interval of Clopper and Pearson (Biometrika 1934), and where it lies against the share that is asked
// for.
Yield yield_of(std::uint64_t passing, std::uint64_t units, double wanted_percent);

}  // namespace pin3
