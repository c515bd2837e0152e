// pin3 check FILE: only reads it.
#include "cli/command.hpp"
#include "judgement/expectation.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace pin3 {
namespace {

ExitStatus check(const std::string& file, const CommonOptions& common) {
    const std::optional<Loaded> loaded = load(file, common);
    if (!loaded) return ExitStatus::wrong_usage;
    const Description& description = loaded->description;
    const auto count = [](std::size_t n, std::string_view what) {
        return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
    };
    std::cout << fmt::format("{}: fine; {}, {}, {}, {}\n", description.main().path,
                             count(description.links.size(), "link"),
                             count(description.used(Role::output).size(), "output"),
                             count(description.used(Role::input).size(), "input"),
                             count(loaded->expectations.size(), "expectation"));
    return ExitStatus::fine;
}

}  // namespace

void add_check_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto file = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("check", "only read a description and say what is wrong with it");
    command->add_option("FILE", *file, "a description, or - for standard input")->required();
    command->footer("Example: pin3 check netlists/synth_to_mixer.pin3");
    command->callback([=, &common, &action] { action = [=, &common] { return check(*file, common); }; });
}

}  // namespace pin3
