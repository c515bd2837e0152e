#include "cli/cli.hpp"

#include "cli/command.hpp"

#include <fmt/format.h>

#include <algorithm>
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
        const auto is_first = [&](const CLI::App* command) { return command->get_name() == argv[1]; };
        if (argc > 1 && argv[1][0] != '-' && app.get_subcommands(is_first).empty())
            return unknown_command(app, argv[1]);
        app.parse(argc, argv);
        return static_cast<int>(action ? action() : ExitStatus::wrong_usage);
    } catch (const CLI::CallForHelp&) {
        std::cout << app.help();
        return 0;
    } catch (const CLI::Success&) {
        return 0;
    } catch (const CLI::ParseError& error) {
        return wrong_usage(app, error);
    } catch (const std::exception& error) {
        complain(fmt::format("this is a mistake in pin3, please report it: {}", error.what()));
        return static_cast<int>(ExitStatus::simulation_failed);
    }
}

}  // namespace pin3
