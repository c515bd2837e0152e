// What one reads with a meter between two boxes, and what a current in the shield may induce.
#include "response/measured.hpp"
#include "room/room_figures.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

namespace pin3 {
namespace {

struct Chassis {
    explicit Chassis(const std::string& text)
        : measured(text), rooms(room_figures(measure_rooms(measured.all, simulator()), measured.all, {})) {}
    const RoomFigures& room() const { return rooms.links.at(0); }
    const MeterReadings& meter() const { return room().meter.value(); }
    Measured measured;
    PerLink<RoomFigures> rooms;
};

const Complex j(0, 1);
double omega(double hertz) {
    return 2 * std::numbers::pi * hertz;
}

// I = EMF / (Z_earth + Z_lead), U = I Z_lead; 1 ohm and 10 uH, 10 m of 50 mohm/m and 1 uH/m. The pair's
// conductors carry nothing beside the shield here.
TEST(Chassis, has_what_the_loop_leaves_of_the_emf) {
    for (const double hertz : {50.0, 400.0}) {
        const Chassis chassis(link_text(
            "symmetric", "twisted_pair { length = 10 m }", "measured { z_hot = 1meg, z_cold = 1meg }",
            "mains { level = 100 mV, spectrum = sine, frequency = " + std::to_string(hertz) + " }"));
        const Complex lead = 0.5 + j * omega(hertz) * 10e-6, earth = 1.0 + j * omega(hertz) * 10e-6;
        EXPECT_NEAR(chassis.meter().chassis_volts / (0.1 * std::abs(lead / (lead + earth))), 1, 1e-4)
            << hertz;
        EXPECT_NEAR(chassis.meter().shield_amperes / (0.1 / std::abs(lead + earth)), 1, 1e-4) << hertz;
    }
}

// All lines of a spectrum together are the level where nothing takes any of it: 100 mV with its harmonics.
TEST(Chassis, has_all_lines_of_the_band_together) {
    const Chassis chassis(link_text("symmetric", "twisted_pair { length = 10 m, shield = source }",
                                    "instrumentation", "mains { level = 100 mV, spectrum = rectifier }"));
    EXPECT_NEAR(chassis.meter().chassis_volts, 0.1, 1e-5);
    EXPECT_LT(chassis.meter().shield_amperes, 1e-6);
}

// A module in a second case: 72.3 uA of leakage through 0.1 ohm are 7.2 uV; without that cable tens of volts.
TEST(Chassis, floats_at_tens_of_volts_until_another_cable_joins_the_cases) {
    const auto volts = [](const std::string& bond) {
        return Chassis(
                   link_text("unbalanced { rout = 100 }", "twisted_pair { length = 3 m, shield = receiver }",
                             "difference",
                             "double_insulated { capacitance = 1 nF, spectrum = sine, bond = " + bond + " }"))
            .meter()
            .chassis_volts;
    };
    EXPECT_NEAR(volts("0.1") / (230 * omega(50) * 1e-9 * 0.1), 1, 1e-3);
    EXPECT_NEAR(volts("0.1"), 7.2e-6, 0.03e-6);
}

// An unearthed laptop, its shield open at the source: 230 V divided by 2.2 nF and the legs, 39 V.
TEST(Chassis, without_earth_and_shield_floats_behind_the_legs) {
    const Chassis chassis(link_text(
        "impedance_balanced { rout = 100 }", "twisted_pair { length = 3 m, shield = receiver }",
        "instrumentation { r_bias = 500k, opamp = ne5532 }", "double_insulated { capacitance = 2.2 nF }"));
    EXPECT_NEAR(chassis.meter().chassis_volts, 39, 0.5);
}

TEST(Chassis, of_a_link_without_a_ground_has_nothing_to_be_read) {
    EXPECT_FALSE(Chassis(link_text("symmetric", "none", "difference", "none")).room().meter);
}

// What is induced is as much as all the rest where w m l |I| is the rest: between legs that pick up nothing
// else but the bridge of 100 and 110 ohm into 20 kohm of stiff legs, hot - cold = U (z_cold - z_hot)/z of the
// current-carrying lead.
TEST(Chassis, tells_the_imbalance_that_induces_as_much_as_all_the_rest) {
    const Chassis chassis(link_text(
        "impedance_balanced { rout = 100, pin3 = 110 }",
        "twisted_pair { length = 10 m, c_shield = 0, c_conductors = 0, l_conductor = 0, r_conductor = 1u }",
        "measured { z_hot = 20k, z_cold = 20k }", "mains"));
    const EqualInduction& equal = chassis.room().equal_induction.value();
    // V_cm R_shield/(R_shield + j w L) on the legs, of which 20k/20.1k - 20k/20.11k is left between them
    const double rest = 20e3 / 20.1e3 - 20e3 / 20.11e3;
    for (const auto& [hertz, found] : {std::pair{1e3, equal.at_1_khz}, {20e3, equal.at_20_khz}})
        EXPECT_NEAR(found / (0.5 * rest / (omega(hertz) * 10)), 1, 0.01) << hertz;
}

// What it tells does not depend on the m_imbalance that is there; by simulation |G(m) - G(0)| = |G(0)| at
// that one. The EMF is told for the receiver's end: over 30 m behind 600 ohm that is a tenth off at 20 kHz.
TEST(Chassis, tells_the_same_imbalance_whatever_the_lead_has) {
    const auto with = [](const std::string& m) {
        return Chassis(link_text("impedance_balanced { rout = 600, pin3 = 560 }",
                                 "twisted_pair { length = 30 m, m_imbalance = " + m + " }",
                                 "difference { r = 10k, r4 = 9.95k }", "mains"));
    };
    const Chassis none = with("0"), some = with("3n");
    const EqualInduction &first = *none.room().equal_induction, &second = *some.room().equal_induction;
    EXPECT_NEAR(second.at_1_khz / first.at_1_khz, 1, 0.01);
    EXPECT_NEAR(second.at_20_khz / first.at_20_khz, 1, 0.1);
    const Chassis equal = with(fmt::format("{}", first.at_1_khz));
    const Complex rest = none.measured.ground_gain(1000), all = equal.measured.ground_gain(1000);
    EXPECT_NEAR(std::abs(all - rest) / std::abs(rest), 1, 0.01);
}

TEST(Chassis, has_no_such_imbalance_without_a_current_through_a_pairs_shield) {
    for (const char* const cable :
         {"twisted_pair { length = 10 m, shield = source }", "coax { length = 2 m }", "none"})
        EXPECT_FALSE(Chassis(link_text("symmetric", cable, "difference", "mains")).room().equal_induction)
            << cable;
}

}  // namespace
}  // namespace pin3
