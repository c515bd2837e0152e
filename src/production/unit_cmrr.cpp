#include "production/unit_cmrr.hpp"

#include "response/gain_floor.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "production/unit_cmrr.cpp"
#include <hwy/foreach_target.h>  // this file again for each instruction set
#include <hwy/highway.h>
// behind highway.h, which it needs
#include <hwy/contrib/math/math-inl.h>

HWY_BEFORE_NAMESPACE();
namespace pin3::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// 20 log |s c / n| with n at least gain_floor c: s the output per signal, n that per volt of ground, c the
// voltage between the chassis per volt of ground.
void rejections(const UnitAnswers& answers, std::size_t probes, double* db, std::size_t units) {
    const hn::ScalableTag<double> tag;
    const auto square = [&](std::size_t probe, std::size_t drive, std::size_t unit) {
        const std::size_t at = (probe * answers.drives + drive) * answers.stride + unit;
        const auto re = hn::LoadU(tag, answers.re.data() + at), im = hn::LoadU(tag, answers.im.data() + at);
        return hn::MulAdd(re, re, hn::Mul(im, im));
    };
    for (std::size_t unit = 0; unit < units; unit += hn::Lanes(tag)) {
        const auto chassis = probes > 1 ? square(1, 1, unit) : hn::Set(tag, 1.0);
        const auto ground_gain = square(0, 1, unit);
        const auto least = hn::Mul(hn::Set(tag, gain_floor * gain_floor), chassis);
        // not Max(), which may lose a NaN
        const auto counted = hn::IfThenElse(hn::Lt(ground_gain, least), least, ground_gain);
        const auto ratio = hn::Div(hn::Mul(square(0, 0, unit), chassis), counted);
        // the stride of the answers is padded, and so is what `db` points at
        hn::StoreU(hn::Mul(hn::Set(tag, 10.0), hn::Log10(tag, ratio)), tag, db + unit);
    }
}

}  // namespace pin3::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace pin3 {
namespace {

HWY_EXPORT(rejections);

}  // namespace

double unit_cmrr_db(const Complex& signal_gain, const Complex& ground_gain) {
    return 10 *
           std::log10(std::norm(signal_gain) / std::max(std::norm(ground_gain), gain_floor * gain_floor));
}

void units_cmrr_db(const UnitAnswers& answers, std::size_t probes, std::span<double> db) {
    thread_local std::vector<double> padded;
    padded.resize(answers.stride);
    HWY_DYNAMIC_DISPATCH(rejections)(answers, probes, padded.data(), db.size());
    std::copy_n(padded.begin(), db.size(), db.begin());
    for (std::size_t unit = 0; unit < db.size(); ++unit)
        // a logarithm of lanes knows no NaN
        if (!std::isfinite(answers.re[unit]) || !std::isfinite(answers.im[unit]))
            db[unit] = std::numeric_limits<double>::quiet_NaN();
}

}  // namespace pin3

#endif
