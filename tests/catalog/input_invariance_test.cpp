// What no input may depend on: which leg is called hot, and the impedance level of the whole link.
#include "described.hpp"
#include "redrawn.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace pin3 {
namespace {

const std::string source =
    "measured { v_hot = 0.7, v_cold = -0.3, z_hot = 100, z_cold = 120, z_common = 10 }";
const std::string lead = "twisted_pair { length = 20 m, sections = 2 }";

// One of every kind with a cold leg, and variants that build other circuits.
const std::vector<std::string> balanced_inputs = {
    "difference { gain = 2, c_hot = 100 pF, c_cold = 47 pF }",
    "difference { c_hot = 100 pF, c_cold = 47 pF, phantom = 6.8k, couple = 22 uF, load_between = 10k }",
    "instrumentation",
    "instrumentation { gain = 4, r_common = 1meg }",
    "bootstrapped",
    // c_residual leads to one end of a secondary that is on ground with the other: that tells hot from cold
    "transformer { c_residual = 0 }",
    "measured { z_hot = 12k, z_cold = 11k, z_differential = 40k }",
};

struct Case {
    std::vector<double> factors;
    double hertz;
    double scale;
};

// Without shrinking: a smaller factor is no simpler, and every try costs circuits.
Case drawn_case() {
    const auto between = [](double low, double high) {
        return rc::gen::noShrink(rc::gen::map(rc::gen::inRange(0, 1000001),
                                              [=](int i) { return low * std::pow(high / low, i * 1e-6); }));
    };
    return {*rc::gen::noShrink(rc::gen::container<std::vector<double>>(64, between(0.5, 2))),
            *between(20, 50e3), *between(0.01, 100)};
}

Link drawn_link(const std::string& input, const Case& drawn_values) {
    Link link = link_of(source, lead, input, "mains");
    std::size_t next = 0;
    for (StagePtr* const stage : {&link.output, &link.cable, &link.input, &link.ground})
        *stage = std::make_shared<const Stage>(drawn(**stage, drawn_values.factors, next));
    return link;
}

template <class Change>
Link changed(Link link, Change change) {
    for (StagePtr* const stage : {&link.output, &link.cable, &link.input, &link.ground})
        *stage = std::make_shared<const Stage>(change(**stage));
    return link;
}

class InputInvariance : public testing::TestWithParam<std::string> {};

// With ideal amplifiers exact for any network: the output is zero in the same cases. Gains of 1e5 instead of
// infinite ones, and the transformer's secondary, which stays on ground with its cold end, leave 1e-3 dB.
TEST_P(InputInvariance, rejects_the_same_with_hot_and_cold_changed_everywhere) {
    const std::string input = GetParam();
    EXPECT_TRUE(rc::check([&] {
        const Case values = drawn_case();
        const Link link = drawn_link(input, values);
        const Link mirror = changed(link, [](const Stage& stage) { return mirrored(stage); });
        const double difference = cmrr(mirror, values.hertz) - cmrr(link, values.hertz);
        RC_ASSERT(std::abs(difference) < 1e-3);
    }));
}

// Parts that no parameter names do not scale: insulation of 1 Tohm is all there may be.
TEST_P(InputInvariance, rejects_the_same_with_all_impedances_scaled) {
    const std::string input = GetParam();
    EXPECT_TRUE(rc::check([&] {
        const Case values = drawn_case();
        const Link link = drawn_link(input, values);
        const Link other = changed(link, [&](const Stage& stage) { return scaled(stage, values.scale); });
        const double difference = cmrr(other, values.hertz) - cmrr(link, values.hertz);
        RC_ASSERT(std::abs(difference) < 1e-3);
    }));
}

INSTANTIATE_TEST_SUITE_P(Kinds, InputInvariance, testing::ValuesIn(balanced_inputs));

TEST(InputInvariance, covers_every_kind_of_input_with_a_cold_leg) {
    for (const Kind* const kind : kinds(Role::input)) {
        if (kind->name == "unbalanced") continue;
        const auto covered = [&](const std::string& text) { return text.starts_with(kind->name); };
        EXPECT_TRUE(std::any_of(balanced_inputs.begin(), balanced_inputs.end(), covered)) << kind->name;
    }
}

}  // namespace
}  // namespace pin3
