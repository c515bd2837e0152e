// The command line.
#pragma once

namespace pin3 {

// Runs a command and returns the exit status: see exit_status.hpp.
int run_command_line(int argc, char** argv);

}  // namespace pin3
