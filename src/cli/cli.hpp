// The command line.
#pragma once

namespace pin3 {

// Runs a command and returns the exit status: 0 fine, 1 an expectation does not hold, 2 usage or description
// wrong, 3 simulation failed, 4 no ngspice; 130 after SIGINT or SIGTERM.
int run_command_line(int argc, char** argv);

}  // namespace pin3
