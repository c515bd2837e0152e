// Rejection is a matter of ratios: with every impedance of a link k times as large it stays what it was. An
// impedance that a stage has hidden inside would show.
#include "output_rig.hpp"

#include <fmt/format.h>
#include <rapidcheck/gtest.h>

namespace pin3 {
namespace {

struct Values {
    std::vector<double> ohms;  // 100 … 400 ohm, each
    double hertz;
};

double drawn(double from, double to) {
    return from + (to - from) * *rc::gen::inRange(0, 1000) / 1000;
}

Values drawn_values() {
    Values values;
    for (int i = 0; i < 12; ++i) values.ohms.push_back(drawn(100, 400));
    values.hertz = drawn(20, 20000);
    return values;
}

// Each with impedances that differ from leg to leg.
std::string output_text(int kind, const Values& it, double k) {
    const auto r = [&](std::size_t i, double times = 1) {
        return fmt::format("{:.9f}", it.ohms[i] * k * times);
    };
    switch (kind) {
        case 0:
            return fmt::format("unbalanced {{ rout = {} }}", r(0));
        case 1:
            return fmt::format("impedance_balanced {{ rout = {}, pin3 = {} }}", r(0), r(1));
        case 2:
            return fmt::format("symmetric {{ rout_hot = {}, rout_cold = {} }}", r(0), r(1));
        case 3:
            return fmt::format("cross_coupled {{ r = {}, rout_hot = {}, rout_cold = {} }}", r(0, 100), r(1),
                               r(2));
        case 4:
            return fmt::format("ground_cancelling {{ rout = {}, r1 = {}, r2 = {}, r3 = {}, r4 = {} }}", r(0),
                               r(1, 50), r(2, 50), r(3, 50), r(4, 50));
        default:
            return fmt::format(
                "measured {{ v_hot = 1 V, v_cold = -0.2 V, z_hot = {}, z_cold = {}, z_common = {} }}", r(0),
                r(1), r(2));
    }
}

double rejection(int kind, const Values& it, double k) {
    const auto r = [&](std::size_t i) { return fmt::format("{:.9f}", it.ohms[i] * 100 * k); };
    const Link link = link_of(
        output_text(kind, it, k),
        fmt::format(
            "twisted_pair {{ length = 10 m, sections = 2, r_conductor = {:.9f}, r_shield = "
            "{:.9f}, l_conductor = "
            "{:.6f} uH/m, l_common = {:.6f} uH/m, c_conductors = {:.9f} pF/m, c_shield = {:.9f} pF/m }}",
            0.05 * k, 0.04 * k, 0.6 * k, 0.9 * k, 100 / k, 110 / k),
        fmt::format("difference {{ r1 = {}, r2 = {}, r3 = {}, r4 = {} }}", r(5), r(6), r(7), r(8)),
        fmt::format("mains {{ impedance = {:.9f}, inductance = {:.6f} uH }}", 2 * k, 10 * k));
    return cmrr(link, it.hertz);
}

RC_GTEST_PROP(Outputs, scaling_every_impedance_leaves_the_rejection, ()) {
    const Values values = drawn_values();
    const int kind = *rc::gen::inRange(0, 6);
    const double k = drawn(0.1, 10);
    const double before = rejection(kind, values, 1);
    const double after = rejection(kind, values, k);
    // 1 Tohm of insulation and nine digits in the text are all that does not scale
    RC_ASSERT(std::abs(after - before) < 1e-4);
}

}  // namespace
}  // namespace pin3
