#include "core/quantity.hpp"

#include "core/codes.hpp"

#include <gtest/gtest.h>

#include <array>

namespace pin3 {
namespace {

struct Readable {
    std::string_view text;
    Unit unit;
    double value;  // the literal beside it is what the text means, written out; the compiler rounds it to the
                   // nearest double
};

class Quantities : public testing::TestWithParam<Readable> {};

TEST_P(Quantities, have_the_value_that_the_text_means) {
    const auto& [text, unit, value] = GetParam();
    const auto read = read_quantity(text, unit, {});
    if (const auto* wrong = std::get_if<Diagnostic>(&read)) FAIL() << text << ": " << wrong->message;
    EXPECT_EQ(std::get<double>(read), value) << text;
}

// SPICE suffixes
INSTANTIATE_TEST_SUITE_P(
    Spice, Quantities,
    testing::Values(Readable{"0", Unit::ohm, 0.0}, Readable{"10", Unit::ohm, 10.0},
                    Readable{"10k", Unit::ohm, 1e4}, Readable{"10K", Unit::ohm, 1e4},
                    Readable{"1meg", Unit::ohm, 1e6}, Readable{"1MEG", Unit::ohm, 1e6},
                    Readable{"2g", Unit::ohm, 2e9}, Readable{"2t", Unit::ohm, 2e12},
                    Readable{"100m", Unit::ohm, 0.1}, Readable{"100n", Unit::farad, 1e-7},
                    Readable{"10u", Unit::farad, 1e-5}, Readable{"10\u00B5", Unit::farad, 1e-5},
                    Readable{"10\u03BC", Unit::farad, 1e-5}, Readable{"33p", Unit::farad, 33e-12},
                    Readable{"5f", Unit::farad, 5e-15}, Readable{"1e3", Unit::ohm, 1e3},
                    Readable{"1.5E-9", Unit::farad, 1.5e-9}, Readable{"-3.3k", Unit::ohm, -3300.0},
                    Readable{"+2.2k", Unit::ohm, 2200.0}, Readable{".5", Unit::ohm, 0.5},
                    Readable{"1e3k", Unit::ohm, 1e6}, Readable{"4.7meg", Unit::ohm, 4.7e6}));

// IEC 60062: the prefix, or R, in the place of the decimal point
INSTANTIATE_TEST_SUITE_P(
    Iec60062, Quantities,
    testing::Values(Readable{"4k7", Unit::ohm, 4700.0}, Readable{"4R7", Unit::ohm, 4.7},
                    Readable{"0R1", Unit::ohm, 0.1}, Readable{"R47", Unit::ohm, 0.47},
                    Readable{"100R", Unit::ohm, 100.0}, Readable{"2n2", Unit::farad, 2.2e-9},
                    Readable{"4\u00B57", Unit::farad, 4.7e-6}, Readable{"1m5", Unit::henry, 1.5e-3},
                    Readable{"4k7 ohm", Unit::ohm, 4700.0}, Readable{"4k75", Unit::ohm, 4750.0},
                    Readable{"4meg7", Unit::ohm, 4.7e6}));

INSTANTIATE_TEST_SUITE_P(
    Units, Quantities,
    testing::Values(
        Readable{"1 cm2", Unit::square_metre, 1e-4}, Readable{"100mm2", Unit::square_metre, 1e-4},
        Readable{"2 m2", Unit::square_metre, 2.0}, Readable{"3 cm\u00B2", Unit::square_metre, 3e-4},
        Readable{"1e-4", Unit::square_metre, 1e-4}, Readable{"2.2 uF", Unit::farad, 2.2e-6},
        Readable{"10 ohm", Unit::ohm, 10.0}, Readable{"10 \u03A9", Unit::ohm, 10.0},
        Readable{"10k\u2126", Unit::ohm, 1e4}, Readable{"10k ohm", Unit::ohm, 1e4},
        Readable{"1Mohm", Unit::ohm, 1e6}, Readable{"1 MHz", Unit::hertz, 1e6},
        Readable{"1 mHz", Unit::hertz, 1e-3}, Readable{"1kHz", Unit::hertz, 1e3},
        Readable{"100 mV", Unit::volt, 0.1}, Readable{"5 mA", Unit::ampere, 5e-3},
        Readable{"10 ms", Unit::second, 1e-2}, Readable{"10m", Unit::second, 1e-2},
        Readable{"5 %", Unit::percent, 5.0}, Readable{"5%", Unit::percent, 5.0},
        Readable{"-60 dB", Unit::decibel, -60.0}, Readable{"4 dBu", Unit::dbu, 4.0},
        Readable{"-10dBV", Unit::dbv, -10.0}, Readable{"9 V/us", Unit::volt_per_second, 9e6},
        Readable{"9 V/\u00B5s", Unit::volt_per_second, 9e6}, Readable{"3 V/m", Unit::volt_per_metre, 3.0},
        Readable{"1 uT", Unit::tesla, 1e-6}, Readable{"5 nV/rtHz", Unit::volt_per_root_hertz, 5e-9},
        Readable{"5 nV/\u221AHz", Unit::volt_per_root_hertz, 5e-9},
        Readable{"0.7 pA/rtHz", Unit::ampere_per_root_hertz, 0.7e-12}, Readable{"12", Unit::none, 12.0}));

INSTANTIATE_TEST_SUITE_P(
    Lengths, Quantities,
    testing::Values(
        Readable{"10 m", Unit::metre, 10.0}, Readable{"10m", Unit::metre, 10.0},
        Readable{"10", Unit::metre, 10.0}, Readable{"50 cm", Unit::metre, 0.5},
        Readable{"5mm", Unit::metre, 0.005}, Readable{"1.5 km", Unit::metre, 1500.0},
        Readable{"10 m", Unit::ohm, 0.01},  // not a length: milliohm
        Readable{"100 pF/m", Unit::farad_per_metre, 1e-10}, Readable{"100 pF", Unit::farad_per_metre, 1e-10},
        Readable{"100p", Unit::farad_per_metre, 1e-10}, Readable{"80 mohm/m", Unit::ohm_per_metre, 0.08},
        Readable{"80 ohm/km", Unit::ohm_per_metre, 0.08}, Readable{"0.7 uH/m", Unit::henry_per_metre, 0.7e-6},
        // one foot is 0.3048 m
        Readable{"30.48 pF/ft", Unit::farad_per_metre, 30.48e-12 / 0.3048}));

struct Refused {
    std::string_view text;
    Unit unit;
    std::string_view message;
    std::string_view help;
};

class RefusedQuantities : public testing::TestWithParam<Refused> {};

TEST_P(RefusedQuantities, say_what_is_wrong_and_what_to_write) {
    const auto& [text, unit, message, help] = GetParam();
    const auto read = read_quantity(text, unit, {});
    ASSERT_TRUE(std::holds_alternative<Diagnostic>(read))
        << text << " was read as " << std::get<double>(read);
    EXPECT_EQ(std::get<Diagnostic>(read).code, Code::bad_number);
    EXPECT_EQ(std::get<Diagnostic>(read).message, message);
    EXPECT_EQ(std::get<Diagnostic>(read).help, help);
}

INSTANTIATE_TEST_SUITE_P(
    Each, RefusedQuantities,
    testing::Values(
        Refused{"", Unit::ohm, "a number is missing here", "write a number, for example `10k`"},
        Refused{"1M", Unit::ohm, "`1M` has a bare `M`, which is milli in SPICE and mega elsewhere",
                "write `1meg` for mega or `1m` for milli"},
        Refused{"4M7", Unit::ohm, "`4M7` has a bare `M`, which is milli in SPICE and mega elsewhere",
                "write `4.7meg` for mega or `4.7m` for milli"},
        Refused{"10 M", Unit::metre, "`10 M` has a bare `M`, which is milli in SPICE and mega elsewhere",
                "write `10 m` for metres"},
        Refused{"4,7k", Unit::ohm, "`4,7k` has a decimal comma", "write a point: `4.7k`"},
        Refused{"inf", Unit::ohm, "`inf` is not a number that a part can have",
                "write a finite value, for example `1meg`"},
        Refused{"-NaN", Unit::ohm, "`-NaN` is not a number that a part can have",
                "write a finite value, for example `1meg`"},
        Refused{"1e999", Unit::ohm, "`1e999` is too large to calculate with", "write a value below 1e308"},
        Refused{"1e-999", Unit::ohm, "`1e-999` is too small to calculate with",
                "write `0` or a value above 1e-300"},
        Refused{"1e99999999999999999999", Unit::ohm,
                "`1e99999999999999999999` is too large to calculate with", "write a value below 1e308"},
        Refused{"ten", Unit::ohm, "`ten` is not a number",
                "write a number, for example `10k`, `4k7` or `2.2 uF`"},
        Refused{"1zz", Unit::ohm, "`1zz` ends in `zz`, which is neither a unit nor a prefix",
                "write it like `4k7`"},
        Refused{"1khz", Unit::hertz, "`1khz` ends in `khz`, which is neither a unit nor a prefix",
                "did you mean `kHz`?"},
        Refused{"1e", Unit::ohm, "`1e` ends in `e`, which is neither a unit nor a prefix",
                "write it like `4k7`"},
        Refused{"1k7k", Unit::ohm, "`1k7k` ends in `k`, which is neither a unit nor a prefix",
                "write it like `4k7`"},
        Refused{"4.7k7", Unit::ohm, "`4.7k7` ends in `k7`, which is neither a unit nor a prefix",
                "write it like `4k7`"},
        Refused{"0x10", Unit::ohm, "`0x10` ends in `x10`, which is neither a unit nor a prefix",
                "write it like `4k7`"},
        Refused{"10 ohm 5", Unit::ohm, "`10 ohm 5` ends in `ohm 5`, which is neither a unit nor a prefix",
                "write it like `4k7`"},
        Refused{"5k", Unit::percent, "`5k` has a prefix", "a percentage has none: write it like `5%`"}));

TEST(Units, of_another_quantity_are_named_beside_the_one_needed) {
    const auto read = read_quantity("10 Hz", Unit::ohm, {});
    ASSERT_TRUE(std::holds_alternative<Diagnostic>(read));
    EXPECT_EQ(std::get<Diagnostic>(read).code, Code::unit_mismatch);
    EXPECT_EQ(std::get<Diagnostic>(read).message,
              "a resistance (ohm) is needed here, `10 Hz` is a frequency");
}

TEST(Units, that_are_allowed_are_all_named_when_none_fits) {
    constexpr std::array allowed{Unit::volt, Unit::dbu, Unit::dbv};
    const auto read = read_quantity("10 Hz", allowed, {});
    ASSERT_TRUE(std::holds_alternative<Diagnostic>(read));
    EXPECT_EQ(
        std::get<Diagnostic>(read).message,
        "a voltage (V), a level in dBu (dBu) or a level in dBV (dBV) is needed here, `10 Hz` is a frequency");
}

TEST(Units, decide_between_the_allowed_ones_and_a_bare_number_has_the_first) {
    constexpr std::array allowed{Unit::volt, Unit::dbu};
    const auto level = std::get<Measured>(read_quantity("4 dBu", allowed, {}));
    EXPECT_EQ(level.unit, Unit::dbu);
    EXPECT_EQ(level.value, 4.0);
    const auto bare = std::get<Measured>(read_quantity("100m", allowed, {}));
    EXPECT_EQ(bare.unit, Unit::volt);
    EXPECT_EQ(bare.value, 0.1);
}

TEST(UnitWords, are_told_from_words_that_belong_to_something_else) {
    for (const auto word : {"m", "mV", "kHz", "ohm", "pF/m", "%", "dBu", "k", "nV/rtHz", "M"}) {
        EXPECT_TRUE(is_unit_word(word)) << word;
    }
    for (const auto word : {"", "matched", "gaussian", "for", "at", "b", "rout", "kdB", "m/", "V/kg", "cF"}) {
        EXPECT_FALSE(is_unit_word(word)) << word;
    }
}

}  // namespace
}  // namespace pin3
