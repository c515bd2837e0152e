// A command of the tool: one file each, and one line in commands.inc.
#pragma once

#include "cli/environment.hpp"

#include <CLI/CLI.hpp>

#include <functional>

namespace pin3 {

// Adds the command to the command line. What it is to do is stored in `action` when the user chose it.
using Action = std::function<ExitStatus()>;
using AddCommand = void (*)(CLI::App& app, CommonOptions& common, Action& action);

}  // namespace pin3
