#include "cli/cli.hpp"

#include "cli/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace pin3 {

#define PIN3_COMMAND(name) void add_##name##_command(CLI::App& app, CommonOptions& common, Action& action);
#include "cli/commands.inc"
#undef PIN3_COMMAND

namespace {

constexpr std::string_view about =
    "How much of the ground noise between two pieces of audio equipment gets into the sound, and what "
    "decides it.\n"
    "Start with: pin3 run netlists/synth_to_mixer.pin3";

// CLI11's message, and what to do next.
int wrong_usage(const CLI::App& app, const CLI::ParseError& error) {
    std::cerr << "pin3: " << error.what() << "\n";
    const CLI::App* chosen = &app;
    for (const CLI::App* command : app.get_subcommands()) chosen = command;
    std::cerr << "see `pin3 " << (chosen == &app ? "" : chosen->get_name() + " ") << "--help`\n";
    return static_cast<int>(ExitStatus::wrong_usage);
}

int unknown_command(const CLI::App& app, const std::string& name) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    const std::vector<std::string_view> known(names.begin(), names.end());
    complain(fmt::format("there is no command `{}`: {}", name, did_you_mean(name, known)));
    std::cerr << "see `pin3 --help`\n";
    return static_cast<int>(ExitStatus::wrong_usage);
}

// The first argument that is neither an option nor the value of one.
std::string_view command_word(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--models" || word == "--color")
            ++i;
        else if (!word.starts_with('-'))
            return word;
    }
    return {};
}

// The exit status, unless standard output could not take all that was written to it.
int all_written(ExitStatus status) {
    if (status == ExitStatus::wrong_usage) return static_cast<int>(status);  // it has said why
    std::cout.flush();
    if (std::cout && std::fflush(stdout) == 0) return static_cast<int>(status);
    complain("standard output cannot be written: is the disk full?");
    return static_cast<int>(ExitStatus::wrong_usage);
}

}  // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app{std::string(about), "pin3"};
    CommonOptions common;
    Action action;
    app.require_subcommand(1);
    app.fallthrough();
    app.get_formatter()->column_width(26);
    app.add_option("--models", common.models, "a folder of models that is searched first")->type_name("DIR");
    app.add_option("--color", common.color, "auto, always or never")
        ->type_name("WHEN")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    app.add_flag_function(
        "--version",
        [](std::int64_t) {
            Simulator simulator;
            const Simulator::Probe probe = simulator.probe();
            std::cout << fmt::format("pin3 {}\nngspice {}\n", pin3_version(),
                                     probe.found ? probe.found->version : std::string("not found"));
            throw CLI::Success();
        },
        "the versions of pin3 and of ngspice");
#define PIN3_COMMAND(name) add_##name##_command(app, common, action);
#include "cli/commands.inc"
#undef PIN3_COMMAND

    try {
        const std::string_view command = command_word(argc, argv);
        const auto is_it = [&](const CLI::App* known) { return known->get_name() == command; };
        if (!command.empty() && app.get_subcommands(is_it).empty())
            return unknown_command(app, std::string(command));
        app.parse(argc, argv);
        return all_written(action ? action() : ExitStatus::wrong_usage);
    } catch (const CLI::CallForHelp&) {
        std::cout << app.help();
        return all_written(ExitStatus::fine);
    } catch (const CLI::Success&) {
        return all_written(ExitStatus::fine);
    } catch (const CLI::ParseError& error) {
        return wrong_usage(app, error);
    } catch (const std::exception& error) {
        complain(fmt::format("this is a mistake in pin3, please report it: {}", error.what()));
        return static_cast<int>(ExitStatus::simulation_failed);
    }
}

}  // namespace pin3
