// The tables of the commands as CLI11 has them. Nothing else knows it: it is slow to compile.
#include "cli/command_line.hpp"

#include "cli/command.hpp"
#include "cli/session.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <deque>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace pin3 {
namespace {

// A number from `low` to `high`; what is none, as nan, is none.
std::function<std::string(const std::string&)> number_between(const OptionRange& range) {
    return [range](const std::string& text) {
        double value = 0;
        const bool inside =
            CLI::detail::lexical_cast(text, value) && value >= range.low && value <= range.high;
        return inside ? std::string()
                      : fmt::format("`{}` is no number from {:g} to {:g}", text, range.low, range.high);
    };
}

CLI::Option* add(CLI::App& app, const std::string& names, bool& value, const std::string& help) {
    return app.add_flag(names, value, help);
}

CLI::Option* add(CLI::App& app, const std::string& names, auto& value, const std::string& help) {
    return app.add_option(names, value, help);
}

// The option writes its value to where it is kept.
CLI::Option* add(CLI::App& app, const Option& option, OptionValue& value) {
    const std::string names =
        fmt::format("{}{}{}", option.letter, option.letter.empty() ? "" : ",", option.name);
    CLI::Option* added = std::visit([&](auto& one) { return add(app, names, one, option.help); }, value);
    if (!option.value.empty()) added->type_name(std::string(option.value));
    if (option.count) added->expected(option.count->least, option.count->most);
    if (option.required) added->required();
    if (!option.words.empty())
        added->check(CLI::IsMember(std::vector<std::string>(option.words.begin(), option.words.end())));
    if (option.check) added->check(option.check);
    if (option.range && std::holds_alternative<std::uint64_t>(value))
        added->check(CLI::Range(static_cast<std::uint64_t>(option.range->low),
                                static_cast<std::uint64_t>(option.range->high)));
    else if (option.range)
        added->check(number_between(*option.range));
    return added;
}

// What the user said: a command and its options, and those that all commands have.
class CommandLine {
public:
    CommandLine();

    // Throws what CLI11 throws.
    void read(int argc, char** argv);

    ExitStatus run() const;
    std::string help() const { return app_.help(); }

    // Says what is wrong, and what to do next.
    ExitStatus wrong_usage(std::string_view what) const;

private:
    struct Entry {
        const Command* command;
        CLI::App* app;
        Options options;
    };

    void add_all(CLI::App& app, std::span<const Option> table, Options& options);
    const Entry* chosen() const;

    CLI::App app_{std::string(about_pin3), "pin3"};
    Options common_{options_of_all_commands()};
    std::deque<Entry> commands_;
    std::vector<std::pair<const CLI::Option*, Options::Entry*>> added_;
};

CommandLine::CommandLine() {
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.get_formatter()->column_width(26);
    add_all(app_, options_of_all_commands(), common_);
    for (const Command* command : commands()) {
        CLI::App* app = app_.add_subcommand(std::string(command->name), std::string(command->summary));
        app->footer(footer(*command));
        Entry& entry = commands_.emplace_back(Entry{command, app, Options(command->options)});
        add_all(*app, command->options, entry.options);
    }
}

void CommandLine::add_all(CLI::App& app, std::span<const Option> table, Options& options) {
    for (const Option& option : table) {
        if (option.name == "--help") continue;  // CLI11 has it
        if (option.name == "--version") {
            app.add_flag_function(
                std::string(option.name),
                [](std::int64_t) {
                    std::cout << versions();
                    throw CLI::Success();
                },
                option.help);
            continue;
        }
        Options::Entry& entry = options.entry(option.name);
        added_.emplace_back(add(app, option, entry.value), &entry);
    }
}

// The first argument that is neither an option nor the value of one.
std::string_view command_word(int argc, char** argv) {
    const auto takes_a_value = [](std::string_view word) {
        return std::ranges::any_of(options_of_all_commands(), [&](const Option& option) {
            return option.name == word && !option.flag();
        });
    };
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (takes_a_value(word))
            ++i;
        else if (!word.starts_with('-'))
            return word;
    }
    return {};
}

void CommandLine::read(int argc, char** argv) {
    const std::string_view word = command_word(argc, argv);
    std::vector<std::string_view> names;
    for (const Command* command : commands()) names.push_back(command->name);
    if (!word.empty() && std::ranges::find(names, word) == names.end())
        throw CLI::ParseError(fmt::format("there is no command `{}`: {}", word, did_you_mean(word, names)),
                              CLI::ExitCodes::ExtrasError);
    app_.parse(argc, argv);
    for (const auto& [option, entry] : added_) entry->given = option->count() > 0;
}

const CommandLine::Entry* CommandLine::chosen() const {
    const Entry* last = nullptr;
    for (const CLI::App* app : app_.get_subcommands())
        for (const Entry& entry : commands_)
            if (entry.app == app) last = &entry;
    return last;
}

ExitStatus CommandLine::wrong_usage(std::string_view what) const {
    const Entry* entry = chosen();
    complain(what);
    std::cerr << fmt::format("see `pin3 {}{}--help`\n", entry ? entry->command->name : "", entry ? " " : "");
    return ExitStatus::wrong_usage;
}

ExitStatus CommandLine::run() const {
    const auto& [command, app, options] = *chosen();
    const std::string wrong = command->check ? command->check(options) : std::string();
    if (!wrong.empty()) return wrong_usage(wrong);
    try {
        Session session(*command, options, common_);
        return command->run(session, options);
    } catch (const Ended& ended) {
        return ended.status;
    }
}

// The exit status, unless standard output could not take all that was written to it.
ExitStatus all_written(ExitStatus status) {
    if (status == ExitStatus::wrong_usage) return status;  // it has said why
    std::cout.flush();
    if (std::cout && std::fflush(stdout) == 0) return status;
    complain("standard output cannot be written: is the disk full?");
    return ExitStatus::wrong_usage;
}

ExitStatus run_or_help(int argc, char** argv) {
    CommandLine line;
    try {
        line.read(argc, argv);
    } catch (const CLI::CallForHelp&) {
        std::cout << line.help();
        return ExitStatus::fine;
    } catch (const CLI::Success&) {
        return ExitStatus::fine;
    } catch (const CLI::ParseError& error) {
        return line.wrong_usage(error.what());
    }
    return line.run();
}

}  // namespace

int run_command_line(int argc, char** argv) {
    try {
        return static_cast<int>(all_written(run_or_help(argc, argv)));
    } catch (const std::exception& error) {
        complain(fmt::format("this is a mistake in pin3, please report it: {}", error.what()));
        return static_cast<int>(ExitStatus::simulation_failed);
    }
}

}  // namespace pin3
