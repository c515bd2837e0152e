#include "cli/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace pin3 {

#define PIN3_COMMAND(command) extern const Command command_##command;
#include "cli/commands.inc"
#undef PIN3_COMMAND

namespace {

std::string_view meaning_of(const ExitMeaning& exit) {
    const auto all = exit_meanings();
    return exit.meaning.empty()
               ? std::find_if(all.begin(), all.end(),
                              [&](const ExitMeaning& one) { return one.status == exit.status; })
                     ->meaning
               : exit.meaning;
}

}  // namespace

std::span<const Command* const> commands() {
    static const std::array all = {
#define PIN3_COMMAND(command) &command_##command,
#include "cli/commands.inc"
#undef PIN3_COMMAND
    };
    return all;
}

std::span<const Option> options_of_all_commands() {
    static const std::array all = {
        Option{
            .name = "--help", .letter = "-h", .help = "Print this help message and exit", .standard = false},
        Option{.name = "--models",
               .value = "DIR",
               .help = "a folder of models that is searched first",
               .path = PathOf::folder},
        Option{.name = "--color",
               .value = "WHEN",
               .help = "auto, always or never",
               .standard = "auto",
               .words = {"auto", "always", "never"}},
        Option{.name = "--version", .help = "the versions of pin3 and of ngspice", .standard = false},
    };
    return all;
}

std::string footer(const Command& command) {
    std::string text(command.notes);
    if (!text.empty()) text += "\n";
    text += fmt::format("Example: {}", fmt::join(command.examples, "\n         "));
    if (command.exits.empty()) return text;
    // lines of 100 columns, broken between statuses
    std::size_t column = text.size() + 1;
    text += "\nExit status:";
    for (const ExitMeaning& exit : command.exits) {
        const bool last = &exit == &command.exits.back();
        const std::string told =
            fmt::format("{} {}{}", static_cast<int>(exit.status), meaning_of(exit), last ? "." : ",");
        const bool fits = text.size() - column + 1 + told.size() <= 100;
        text += fits ? ' ' : '\n';
        if (!fits) column = text.size();
        text += told;
    }
    return text;
}

}  // namespace pin3
