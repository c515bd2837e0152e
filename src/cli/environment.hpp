// Where a command runs: folders, terminal, and how it speaks to its user.
#pragma once

#include "core/diagnostic.hpp"
#include "description/description.hpp"
#include "judgement/expectation.hpp"
#include "simulator/simulator.hpp"

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace pin3 {

enum class ExitStatus {
    fine = 0,
    expectation_fails = 1,
    wrong_usage = 2,
    simulation_failed = 3,
    no_ngspice = 4,
    interrupted = 130  // by SIGINT or SIGTERM, with what was done reported
};

// What every command takes.
struct CommonOptions {
    std::string models;          // a folder that is searched first
    std::string color = "auto";  // auto, always, never
};

// --models, $PIN3_MODELS, ./models, the models beside the program, those of the user and of the system.
SearchPath model_folders(const CommonOptions& options);

// `always`, or `auto` on a terminal unless NO_COLOR or TERM=dumb says otherwise.
bool wants_color(const CommonOptions& options, std::FILE* stream);

// Diagnostics on stderr.
void show(const Diagnostics& diagnostics, const CommonOptions& options);

// One line on stderr: "pin3: …".
void complain(std::string_view message);

// Reads a file, or standard input for "-"; complains and returns nothing when that fails.
SourcePtr load_source(const std::string& file);

// A description with its expectations, both without errors.
struct Loaded {
    Description description;
    std::vector<Expectation> expectations;
};

// Reads, resolves and checks; shows all that is wrong together, and then returns nothing.
std::optional<Loaded> load(const std::string& file, const CommonOptions& options);

// The link of that name, or the only one where none is named; null, after saying what is wrong.
LinkPtr choose_link(const Description& description, const std::string& name, const std::string& file);

// The value of an option that takes a frequency, in Hz; nothing, after saying what is wrong with it.
std::optional<double> frequency_option(const std::string& option, const std::string& text,
                                       const CommonOptions& options);

// Writes a result to a file, or to stdout for an empty name; `option` is what names the file.
ExitStatus deliver(const std::string& result, const std::string& file, std::string_view option = "-o");

// False, after saying what to install, where there is no ngspice.
bool ngspice_is_there(Simulator& simulator, SimulatorVersion& version);

// "0.1.0"
std::string_view pin3_version();

}  // namespace pin3
