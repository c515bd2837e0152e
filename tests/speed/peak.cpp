#include "speed/peak.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "speed/peak.cpp"
#include <hwy/foreach_target.h>  // this file again for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace pin3::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

double rounds_of(long rounds) {
    const hn::ScalableTag<double> tag;
    const auto factor = hn::Set(tag, 1e-9);
    auto a = hn::Set(tag, 1.0), b = hn::Set(tag, 1.1), c = hn::Set(tag, 1.2), d = hn::Set(tag, 1.3);
    auto e = hn::Set(tag, 1.4), f = hn::Set(tag, 1.5), g = hn::Set(tag, 1.6), h = hn::Set(tag, 1.7);
    for (long round = 0; round < rounds; ++round) {
        // four times each: 32 real multiply-adds are 8 complex ones
        for (int i = 0; i < 4; ++i) {
            a = hn::NegMulAdd(a, factor, a);
            b = hn::NegMulAdd(b, factor, b);
            c = hn::NegMulAdd(c, factor, c);
            d = hn::NegMulAdd(d, factor, d);
            e = hn::NegMulAdd(e, factor, e);
            f = hn::NegMulAdd(f, factor, f);
            g = hn::NegMulAdd(g, factor, g);
            h = hn::NegMulAdd(h, factor, h);
        }
    }
    a = hn::Add(hn::Add(hn::Add(a, b), hn::Add(c, d)), hn::Add(hn::Add(e, f), hn::Add(g, h)));
    return hn::GetLane(a);
}

double lanes() {
    return static_cast<double>(hn::Lanes(hn::ScalableTag<double>()));
}

}  // namespace pin3::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pin3 {
namespace {

HWY_EXPORT(rounds_of);
HWY_EXPORT(lanes);

}  // namespace

double multiply_and_add(long rounds) {
    return HWY_DYNAMIC_DISPATCH(rounds_of)(rounds);
}

double flops_of_round() {
    return 64 * HWY_DYNAMIC_DISPATCH(lanes)();
}

}  // namespace pin3

#endif
