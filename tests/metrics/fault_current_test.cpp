#include "metrics/fault_current.hpp"

#include "response/measured.hpp"
#include "room/room_figures.hpp"

namespace pin3 {
namespace {

std::optional<FaultCurrent> of(const std::string& kind) {
    const Measured measured("output source : " + kind + "\n");
    return fault_current(measured.output());
}

// +24 dBu are 12.28 V rms; half of that into 50 ohm are 123 mA rms, asked of an op-amp that gives 38 mA.
TEST(FaultCurrent, of_a_symmetric_output_is_that_of_half_its_signal) {
    const auto fault = of("symmetric { rout = 50, level = 24 dBu, opamp = ne5532 }");
    ASSERT_TRUE(fault);
    const double volts = std::sqrt(0.6) * std::pow(10, 24 / 20.0);
    EXPECT_NEAR(fault->amperes, volts / 2 / 50 * std::sqrt(2.0), 2e-4);
    EXPECT_NEAR(fault->amperes / std::sqrt(2.0), 0.123, 0.0005);
    EXPECT_EQ(*fault->limit, 0.038);
    EXPECT_NEAR(dbu_of(*fault->limits_from_volts), 24 + 20 * std::log10(0.038 / fault->amperes), 1e-9);
}

TEST(FaultCurrent, is_none_without_op_amps_or_without_signal_on_pin_3) {
    EXPECT_FALSE(of("impedance_balanced { rout = 100 }"));
    EXPECT_FALSE(of("transformer"));
    const auto ideal = of("symmetric { rout = 100 }");
    ASSERT_TRUE(ideal);
    EXPECT_FALSE(ideal->limit);
}

}  // namespace
}  // namespace pin3
