// What holds for every kind of output.
#include "catalog/catalog.hpp"
#include "circuit/dc_path.hpp"
#include "output_rig.hpp"

#include <algorithm>
#include <vector>

namespace pin3 {
namespace {

struct Case {
    const char* kind;
    double within;  // relative
};
void PrintTo(const Case& it, std::ostream* out) {
    *out << it.kind;
}

class EveryOutput : public ::testing::TestWithParam<Case> {};

TEST_P(EveryOutput, gives_one_volt_between_its_open_pins_for_one_volt_of_signal) {
    const PinsSeen seen = pins_seen(GetParam().kind);
    EXPECT_NEAR(std::abs(seen.hot - seen.cold), 1, GetParam().within);
    EXPECT_GT((seen.hot - seen.cold).real(), 0);
}

TEST_P(EveryOutput, holds_every_node_at_direct_current) {
    const StagePtr output = described_output(GetParam().kind);
    EXPECT_EQ(nodes_without_dc_path(output_rig(*output).circuit), std::vector<std::string>{});
    EXPECT_EQ(nodes_without_dc_path(output_balance_rig(*output, Drive::signal).circuit),
              std::vector<std::string>{});
    EXPECT_EQ(nodes_without_dc_path(output_balance_rig(*output, Drive::ground_emf).circuit),
              std::vector<std::string>{});
    const Link link = link_of(GetParam().kind, "twisted_pair { length = 10 m }", "difference");
    EXPECT_EQ(nodes_without_dc_path(link_rig(link).circuit), std::vector<std::string>{});
}

// Within 1e-9 where nothing but resistors and controlled sources is in the way; with op-amps of gain A within
// 3/A; with a coil, within what its magnetising current and capacitances take at 1 kHz.
const std::vector<Case> cases = {
    {"unbalanced", 1e-9},
    {"unbalanced { rout = 1k, couple = 10uF }", 1e-7},
    {"impedance_balanced", 1e-9},
    {"unbalanced { opamp = ne5532, gain = 5, c_hot = 100 pF }", 1e-3},
    {"impedance_balanced { opamp = ne5532, gain = 2, couple = 100 uF, c_hot = 1 nF, c_cold = 1 nF }", 1e-3},
    {"symmetric { opamp = ne5532, gain = 3 }", 1e-3},
    {"cross_coupled { couple_sense = 10 uF }", 1e-4},
    {"measured { v_hot = 0.5 V, v_cold = -0.5 V, z_hot = 375, z_cold = 375, l_hot = 250 mH, l_cold = 250 mH "
     "}",
     1e-6},
    {"transformer { c_residual = 10 pF, residual = hot_to_cold }", 1e-4},
    {"symmetric", 1e-9},
    {"symmetric { gain_error = 3 %, couple = 47uF }", 1e-7},
    {"cross_coupled", 3e-5},
    {"cross_coupled { r = 30k, r2 = 30.9k, r6 = 30.9k, rout_cold = 51 }", 3e-5},
    {"ground_cancelling", 3e-5},
    {"ground_cancelling { r2 = 10.3k }", 3e-5},
    {"transformer", 1e-4},
    {"transformer { tap = ground, ratio = 2 }", 1e-4},
    {"di_box", 1e-4},
    {"di_box { lift = yes }", 1e-4},
    {"measured { v_hot = 1.2 V, v_cold = -0.3 V, z_hot = 100, z_cold = 90, z_common = 1k }", 1e-9},
};
INSTANTIATE_TEST_SUITE_P(Catalog, EveryOutput, ::testing::ValuesIn(cases));

TEST(Outputs, all_have_their_case_above) {
    for (const Kind* kind : kinds(Role::output)) {
        const auto covers = [&](const Case& it) {
            const std::string_view text = it.kind;
            return text.substr(0, text.find(' ')) == kind->name;
        };
        EXPECT_TRUE(std::any_of(cases.begin(), cases.end(), covers)) << kind->name;
    }
}

TEST(Outputs, have_examples_that_can_be_built) {
    for (const Kind* kind : kinds(Role::output)) {
        const Description description = described(std::string(kind->example) + "\n");
        ASSERT_EQ(description.stages.size(), 1U) << kind->name;
        EXPECT_EQ(description.stages[0]->kind, kind);
        const PinsSeen seen = pins_seen(*description.stages[0]);
        EXPECT_NEAR(std::abs(seen.hot - seen.cold), 1, 1e-3) << kind->name;
    }
}

}  // namespace
}  // namespace pin3
