#include "judgement/yield.hpp"

#include <boost/math/distributions/binomial.hpp>

namespace pin3 {
namespace {

constexpr double confidence = 0.95;

}  // namespace

std::string_view answer_name(YieldAnswer answer) {
    switch (answer) {
        case YieldAnswer::holds:
            return "holds";
        case YieldAnswer::fails:
            return "fails";
        case YieldAnswer::undecided:
            return "undecided";
    }
    return "";
}

Yield yield_of(std::uint64_t passing, std::uint64_t units, double wanted_percent) {
    using Binomial = boost::math::binomial_distribution<double>;
    Yield yield{units, passing};
    if (units == 0) return yield;
    const auto n = static_cast<double>(units), k = static_cast<double>(passing);
    const double tail = (1 - confidence) / 2;
    yield.low = Binomial::find_lower_bound_on_p(n, k, tail);
    yield.high = Binomial::find_upper_bound_on_p(n, k, tail);
    const double wanted = wanted_percent / 100;
    if (yield.low >= wanted)
        yield.answer = YieldAnswer::holds;
    else if (yield.high < wanted)
        yield.answer = YieldAnswer::fails;
    return yield;
}

}  // namespace pin3
