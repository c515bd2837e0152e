#include "circuit/draw.hpp"

#include <boost/math/distributions/normal.hpp>

#include <Random123/philox.h>

namespace pin3 {
namespace {

// A normal distribution whose third standard deviation is 1, cut off there: x = Phi^-1(Phi(-3) + u (1 - 2
// Phi(-3))) / 3 for u uniform over 0 to 1.
double truncated_gaussian(double uniform) {
    static const boost::math::normal_distribution<double> normal;
    static const double tail = boost::math::cdf(normal, -3.0);
    return boost::math::quantile(normal, tail + uniform * (1 - 2 * tail)) / 3;
}

}  // namespace

// FNV-1a, 64 bits.
std::uint64_t draw_key(std::string_view name) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

double draw(std::uint64_t seed, std::uint64_t unit, std::uint64_t key, Distribution distribution) {
    const r123::Philox2x64 philox;
    const auto bits = philox({{unit, key}}, {{seed}});
    const double uniform = (static_cast<double>(bits[0] >> 11) + 0.5) * 0x1p-53;  // never 0, never 1
    return distribution == Distribution::gaussian ? truncated_gaussian(uniform) : 2 * uniform - 1;
}

}  // namespace pin3
