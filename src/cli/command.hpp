// A command of the tool, as data. Adding one: a file with its Command, and a line in commands.inc.
#pragma once

#include "cli/exit_status.hpp"
#include "cli/option.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

class Session;

struct Command {
    std::string_view name;
    std::string_view summary;  // one line, no full stop
    std::vector<Option> options = {};
    std::string_view notes = {};  // what --help says before the examples
    std::vector<std::string_view> examples;
    std::vector<ExitMeaning> exits = {};  // those that --help names; an empty meaning: the usual one
    bool simulates = false;               // needs ngspice, in as many processes as --jobs says
    // What is wrong with options that are each right, taken together, as "--unit: …"; empty when nothing is.
    std::string (*check)(const Options&) = nullptr;
    ExitStatus (*run)(Session&, const Options&);
};

// All commands, in the order of --help.
std::span<const Command* const> commands();

// What every command takes beside its own: --help, --models, --color, --version.
std::span<const Option> options_of_all_commands();

// What --help says after the options: notes, examples and exit statuses.
std::string footer(const Command& command);

// How the tool says what it is for.
inline constexpr std::string_view about_pin3 =
    "How much of the ground noise between two pieces of audio equipment gets into the sound, and what "
    "decides it.\n"
    "Start with: pin3 run netlists/synth_to_mixer.pin3";

}  // namespace pin3
