#include "core/diagnostic.hpp"

#include "core/codes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace pin3 {
namespace {

constexpr std::array<std::string_view, 6> kinds{"unbalanced",    "impedance_balanced", "symmetric",
                                                "cross_coupled", "transformer",        "r"};

TEST(NearestNames, are_those_that_a_slip_of_the_finger_makes) {
    EXPECT_EQ(nearest("unbalancd", kinds), std::vector<std::string>{"unbalanced"});
    EXPECT_EQ(nearest("symetric", kinds), std::vector<std::string>{"symmetric"});
    EXPECT_EQ(nearest("ubnalanced", kinds), std::vector<std::string>{"unbalanced"});
    EXPECT_EQ(nearest("Transformer", kinds), std::vector<std::string>{"transformer"});
}

TEST(NearestNames, are_none_for_a_word_of_its_own) {
    EXPECT_TRUE(nearest("loudspeaker", kinds).empty());
    EXPECT_TRUE(nearest("", kinds).empty());
    EXPECT_TRUE(nearest("z", kinds).empty());
    EXPECT_TRUE(nearest(std::string(100000, 'u'), kinds).empty());
}

TEST(NearestNames, come_best_first) {
    constexpr std::array<std::string_view, 3> known{"rout_hot", "rout", "route"};
    EXPECT_EQ(nearest("rout", known), (std::vector<std::string>{"rout", "route"}));
}

TEST(Proposals, name_the_nearest_or_else_all) {
    constexpr std::array<std::string_view, 3> words{"ground", "open", "source"};
    EXPECT_EQ(did_you_mean("grond", words), "did you mean `ground`?");
    EXPECT_EQ(did_you_mean("xlr", words), "write `ground`, `open` or `source`");
    EXPECT_EQ(did_you_mean("xlr", {}), "");
}

TEST(Codes, have_ids_that_are_their_numbers_and_are_never_shared) {
    std::set<std::string_view> ids;
    std::set<int> numbers;
    for (const auto& code : codes()) {
        const auto number = std::to_string(static_cast<int>(code.code));
        EXPECT_EQ(code.id, "P" + std::string(3 - number.size(), '0') + number);
        EXPECT_TRUE(ids.insert(code.id).second) << code.id;
        EXPECT_TRUE(numbers.insert(static_cast<int>(code.code)).second) << code.id;
        EXPECT_EQ(&entry(code.code), &code);
    }
}

TEST(Codes, each_explain_themselves_with_a_wrong_and_a_right_example) {
    for (const auto& code : codes()) {
        EXPECT_FALSE(code.title.empty()) << code.id;
        EXPECT_NE(code.title.back(), '.') << code.id;
        EXPECT_NE(code.explanation.find("\n\nWrong:  "), std::string_view::npos) << code.id;
        EXPECT_NE(code.explanation.find("\nRight:  "), std::string_view::npos) << code.id;
    }
}

}  // namespace
}  // namespace pin3
