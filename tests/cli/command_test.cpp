// The tables of the commands are whole: what --help, the manual page and completion make of them makes sense.
#include "cli/command.hpp"

#include "cli/shared_options.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace pin3 {
namespace {

TEST(Commands, have_names_of_their_own_and_one_line_each) {
    std::set<std::string_view> names;
    for (const Command* command : commands()) {
        SCOPED_TRACE(command->name);
        EXPECT_TRUE(names.insert(command->name).second);
        EXPECT_FALSE(command->summary.empty());
        EXPECT_FALSE(command->summary.ends_with('.'));
        EXPECT_FALSE(command->examples.empty());
        EXPECT_TRUE(command->run);
    }
}

TEST(Commands, have_options_that_are_told_apart_and_explained) {
    for (const Command* command : commands()) {
        std::set<std::string_view> names;
        for (const Option& option : options_of_all_commands()) names.insert({option.name, option.letter});
        names.erase("");
        for (const Option& option : command->options) {
            SCOPED_TRACE(std::string(command->name) + " " + std::string(option.name));
            EXPECT_TRUE(names.insert(option.name).second);
            EXPECT_TRUE(option.letter.empty() || names.insert(option.letter).second);
            EXPECT_FALSE(option.help.empty());
            EXPECT_TRUE(option.positional() || option.flag() || !option.value.empty());
        }
    }
}

TEST(Commands, have_defaults_that_are_allowed) {
    for (const Command* command : commands())
        for (const Option& option : command->options) {
            SCOPED_TRACE(std::string(command->name) + " " + std::string(option.name));
            const auto* word = std::get_if<std::string>(&option.standard);
            if (word && !word->empty() && !option.words.empty()) {
                EXPECT_NE(std::ranges::find(option.words, *word), option.words.end());
            }
            const auto* whole = std::get_if<std::uint64_t>(&option.standard);
            const auto* number = std::get_if<double>(&option.standard);
            if (option.range && (whole || number)) {
                const double value = whole ? static_cast<double>(*whole) : *number;
                EXPECT_GE(value, option.range->low);
                EXPECT_LE(value, option.range->high);
            }
        }
}

TEST(Commands, that_simulate_have_jobs) {
    for (const Command* command : commands())
        EXPECT_EQ(command->simulates, Options(command->options).has("--jobs")) << command->name;
}

TEST(Commands, have_exit_statuses_in_order) {
    const auto all = exit_meanings();
    EXPECT_TRUE(std::ranges::is_sorted(all, {}, &ExitMeaning::status));
    for (const Command* command : commands())
        EXPECT_TRUE(std::ranges::is_sorted(command->exits, {}, &ExitMeaning::status)) << command->name;
}

// Each of them may end so, see Session.
TEST(Commands, that_simulate_and_name_their_exit_statuses_name_those_of_simulation) {
    for (const Command* command : commands()) {
        if (!command->simulates || command->exits.empty()) continue;
        for (const ExitStatus status :
             {ExitStatus::simulation_failed, ExitStatus::no_ngspice, ExitStatus::interrupted})
            EXPECT_EQ(std::ranges::count(command->exits, status, &ExitMeaning::status), 1)
                << command->name << " " << static_cast<int>(status);
    }
}

TEST(Commands, end_their_help_with_notes_examples_and_exit_statuses) {
    const Command command{.name = "try",
                          .summary = "to try",
                          .notes = "A note.",
                          .examples = {"pin3 try", "pin3 try again"},
                          .exits = {{ExitStatus::fine, "tried"}, {ExitStatus::no_ngspice, {}}},
                          .run = nullptr};
    EXPECT_EQ(footer(command),
              "A note.\nExample: pin3 try\n         pin3 try again\nExit status: 0 tried, 4 no ngspice.");
}

TEST(Options, are_at_their_defaults_until_given) {
    const std::vector<Option> table = {frequency_option, jobs_option,     seed_option,
                                       brief_option,     format_option(), listening_option};
    Options options(table);
    EXPECT_EQ(options.text("--at"), "1k");
    EXPECT_EQ(options.threads("--jobs"), 0U);
    EXPECT_EQ(options.whole("--seed"), 1U);
    EXPECT_FALSE(options.flag("--brief"));
    EXPECT_EQ(options.text("--format"), "text");
    EXPECT_EQ(options.number("--listening-level"), 85);
    EXPECT_FALSE(options.given("--seed"));
    options.entry("--seed") = {std::uint64_t{7}, true};
    EXPECT_TRUE(options.given("--seed"));
    EXPECT_EQ(options.whole("--seed"), 7U);
}

TEST(Options, that_are_not_in_the_table_are_a_mistake) {
    const Options options({});
    EXPECT_THROW(options.text("--at"), std::out_of_range);
}

TEST(Options, of_another_kind_are_a_mistake) {
    const std::vector<Option> table = {seed_option};
    EXPECT_THROW(Options(table).text("--seed"), std::bad_variant_access);
}

TEST(FormatOption, names_its_formats) {
    EXPECT_EQ(format_option().help, "text, json, csv or markdown");
}

}  // namespace
}  // namespace pin3
