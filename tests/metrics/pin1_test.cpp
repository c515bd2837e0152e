#include "metrics/pin1_test.hpp"

#include "response/measured.hpp"
#include "room/room_figures.hpp"

#include <gtest/gtest.h>

namespace pin3 {
namespace {

// 20 mohm times 100 mA are 2 mV, -51.8 dBu.
TEST(Pin1Test, reads_what_100_mA_leave_in_pin_1) {
    const Measured measured(link_text("symmetric { pin1 = 5m }", "none", "difference { pin1 = 20m }"));
    EXPECT_NEAR(pin1_test_volts(measured.output("source")).value(), 0.5e-3, 1e-9);
    EXPECT_NEAR(pin1_test_volts(measured.input("receiver")).value(), 2e-3, 1e-9);
    EXPECT_NEAR(dbu_of(2e-3), -51.8, 0.05);
    const Measured without(link_text("symmetric", "none", "unbalanced { pin1 = 20m }"));
    EXPECT_FALSE(pin1_test_volts(without.output("source")));
    EXPECT_FALSE(pin1_test_volts(without.input("receiver")));
}

}  // namespace
}  // namespace pin3
