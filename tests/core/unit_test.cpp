#include "core/unit.hpp"

#include "core/decimal.hpp"
#include "core/quantity.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace pin3 {
namespace {

TEST(Engineering, has_the_prefix_that_leaves_one_to_three_digits_in_front) {
    EXPECT_EQ(engineering(4700, Unit::ohm), "4.7 kohm");
    EXPECT_EQ(engineering(1e-7, Unit::farad), "100 nF");
    EXPECT_EQ(engineering(50, Unit::hertz), "50 Hz");
    EXPECT_EQ(engineering(1e6, Unit::ohm), "1 Mohm");
    EXPECT_EQ(engineering(-0.1, Unit::volt), "-100 mV");
    EXPECT_EQ(engineering(1e-10, Unit::farad_per_metre), "100 pF/m");
    EXPECT_EQ(engineering(9e6, Unit::volt_per_second), "9 V/us");
    EXPECT_EQ(engineering(0, Unit::ohm), "0 ohm");
}

TEST(Engineering, rounds_before_it_chooses_the_prefix) {
    EXPECT_EQ(engineering(999.96, Unit::ohm), "1 kohm");
    EXPECT_EQ(engineering(123456, Unit::ohm), "123.5 kohm");
    EXPECT_EQ(engineering(123456, Unit::ohm, 2), "123 kohm");
}

TEST(Engineering, has_no_prefix_where_none_is_said) {
    EXPECT_EQ(engineering(5, Unit::percent), "5 %");
    EXPECT_EQ(engineering(0.05, Unit::percent), "0.05 %");
    EXPECT_EQ(engineering(35.25, Unit::decibel), "35.25 dB");
    EXPECT_EQ(engineering(12, Unit::none), "12");
}

TEST(ShortestText, is_plain_where_a_person_would_write_it_so) {
    EXPECT_EQ(shortest(100000), "100000");
    EXPECT_EQ(shortest(4.7e-9), "4.7e-09");
    EXPECT_EQ(shortest(0.1), "0.1");
    EXPECT_EQ(shortest(1e22), "1e+22");
    EXPECT_EQ(shortest(0), "0");
}

RC_GTEST_PROP(ShortestText, reads_back_as_the_same_double, ()) {
    const auto bits = *rc::gen::arbitrary<double>();
    RC_PRE(std::isfinite(bits));
    RC_ASSERT(std::strtod(shortest(bits).c_str(), nullptr) == bits);
}

TEST(Decimal, is_scaled_in_the_text_so_that_it_is_rounded_only_once) {
    // 1.1e-9 is not 1.1 * 1e-9 in doubles, and 4.35 * 100 is not 435.
    EXPECT_EQ(read_decimal("1.1", -9).value, 1.1e-9);
    EXPECT_EQ(read_decimal("4.35", 2).value, 435.0);
    EXPECT_EQ(read_decimal("33", -12).value, 33e-12);
}

TEST(Decimal, tells_too_large_and_too_small_from_zero) {
    EXPECT_EQ(read_decimal("1e400").status, Decimal::Status::too_large);
    EXPECT_EQ(read_decimal("1e-400").status, Decimal::Status::too_small);
    EXPECT_EQ(read_decimal("0e400").status, Decimal::Status::fine);
    EXPECT_EQ(read_decimal("5e-320").status, Decimal::Status::too_small);  // its digits would be lost
    EXPECT_EQ(read_decimal(std::string(400, '1')).status, Decimal::Status::too_large);
    EXPECT_EQ(read_decimal("0." + std::string(400, '0') + "1").status, Decimal::Status::too_small);
    EXPECT_EQ(read_decimal("0." + std::string(400, '0') + "1e401").value, 1.0);
}

TEST(Percentages, are_written_as_a_person_would) {
    EXPECT_EQ(percent_text(0.05), "5");
    EXPECT_EQ(percent_text(0.0005), "0.05");
    EXPECT_EQ(percent_text(0.125), "12.5");
    EXPECT_EQ(percent_text(1.5), "150");
}

RC_GTEST_PROP(Percentages, read_back_as_the_same_fraction, ()) {
    const auto fraction = *rc::gen::arbitrary<double>();
    RC_PRE(std::isfinite(fraction));
    const auto read = read_decimal(percent_text(fraction), -2);
    RC_PRE(read.status == Decimal::Status::fine);
    RC_ASSERT(read.value == fraction);
}

RC_GTEST_PROP(Engineering, is_read_as_what_it_shows, ()) {
    const auto unit =
        static_cast<Unit>(*rc::gen::inRange(0, static_cast<int>(Unit::ampere_per_root_hertz) + 1));
    const auto value = *rc::gen::inRange(-100000, 100000) * std::pow(10.0, *rc::gen::inRange(-15, 10));
    const auto read = read_quantity(engineering(value, unit), unit, {});
    RC_ASSERT(std::holds_alternative<double>(read));
    RC_ASSERT(std::abs(std::get<double>(read) - value) <= 1e-3 * std::abs(value));  // four digits
}

}  // namespace
}  // namespace pin3
