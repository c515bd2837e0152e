// A SPICE file with a subcircuit, as a stranger may have written it: read, joined with what it includes, and
// refused when it holds anything but a circuit.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pin3 {

struct Subcircuit {
    std::string name;  // in lower case
    std::vector<std::string> pins;
};

struct SpiceModel {
    std::string text;  // includes resolved, comments left out; safe to stand in a deck
    std::vector<Subcircuit> subcircuits;
};

enum class SpiceModelProblem { unreadable, unsafe, no_subcircuit };

struct SpiceModelError {
    SpiceModelProblem problem;
    std::string message;  // with file and line
    std::string help;
};

// Reads a file. Control blocks and every card that could run a command, write a file or change the
// simulator's settings are refused; includes are followed eight deep, inside the file's own folder only. A
// file with its includes may have 4 MiB.
std::variant<SpiceModel, SpiceModelError> read_spice_model(const std::filesystem::path& path);

// The same for text that stands in no file; includes are refused.
std::variant<SpiceModel, SpiceModelError> read_spice_model_text(std::string_view text);

}  // namespace pin3
