#include "cli/command_line.hpp"

int main(int argc, char** argv) {
    return pin3::run_command_line(argc, argv);
}
