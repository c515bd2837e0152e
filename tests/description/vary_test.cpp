// Values that take the place of a parameter's: rows of parts, tolerances that stay, names that a parameter
// had.
#include "description/vary.hpp"

#include "catalog/described.hpp"

namespace pin3 {
namespace {

// The values of an option, as a description would write them.
std::vector<std::string> values_of(const std::string& text, const std::string& option,
                                   const std::string& parameter) {
    const auto read = read_vary(described(text), std::make_shared<const Source>(Source{"--vary", option}));
    if (const auto* problem = std::get_if<Diagnostic>(&read)) throw std::invalid_argument(problem->message);
    const Vary& vary = std::get<Vary>(read);
    EXPECT_EQ(vary.parameter, parameter);
    std::vector<std::string> texts;
    for (const SourcePtr& value : vary.values) texts.push_back(value->text);
    return texts;
}

const std::string row = "input a : difference { r1 = 3 x 100k 1% }\n";

TEST(Vary, gives_a_row_of_parts_the_tolerance_of_the_one_there_is) {
    EXPECT_EQ(values_of(row, "a.r1=3 x 100k, 2 x 150k 0.1%, 300k", "r1"),
              (std::vector<std::string>{"3 x 100k 1%", "2 x 150k 0.1%", "300k 1%"}));
}

TEST(Vary, puts_a_row_in_the_place_of_a_row) {
    const Override other{"a", "r1", std::make_shared<const Source>(Source{"--vary", "4 x 50k 2%"})};
    const Resolved resolved =
        read_description(std::make_shared<const Source>(Source{"a.pin3", row}), {}, other);
    ASSERT_FALSE(has_errors(resolved.diagnostics));
    const Part& part = resolved.description.stage(Role::input, "a")->parameters.part("r1");
    EXPECT_EQ(part.value, 200e3);
    EXPECT_EQ(part.row, 4);
    EXPECT_EQ(part.spreads.at(0).tolerance.fraction, 0.02);
}

TEST(Vary, knows_a_parameter_by_the_name_that_it_had) {
    EXPECT_EQ(values_of("input a : unbalanced { c = 1 nF 5% }\n", "a.c=2n", "c_hot"),
              (std::vector<std::string>{"2n 5%"}));
}

}  // namespace
}  // namespace pin3
