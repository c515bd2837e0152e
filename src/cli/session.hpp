// One call of the tool: where a command runs, how it speaks to its user, and how it ends.
#pragma once

#include "cli/command.hpp"
#include "core/diagnostic.hpp"
#include "description/description.hpp"
#include "description/library.hpp"
#include "judgement/expectation.hpp"
#include "report/format.hpp"
#include "report/report.hpp"
#include "simulator/simulator.hpp"

#include <cstdio>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pin3 {

// Thrown when a command cannot go on and its user has been told why.
struct Ended {
    ExitStatus status;
};

// One line on stderr: "pin3: …".
void complain(std::string_view message);

// Complains and ends the command: its usage or its description is wrong.
[[noreturn]] void refuse(std::string_view message);

// "0.1.0"
std::string_view pin3_version();

// Those of pin3 and of ngspice, for --version.
std::string versions();

// Reads a file, or standard input for "-".
SourcePtr load_source(const std::string& file);

// A description with its expectations, both without errors.
struct Loaded {
    Description description;
    std::vector<Expectation> expectations;
};

// The unit of production that --unit and --seed name, if one.
std::optional<UnitId> chosen_unit(const Options& options);

// What a command came to, beside its result.
struct Ending {
    std::span<const MeasureFailure> failures = {};
    bool complete = true;  // false: ended before all units were counted
    bool holds = true;     // what was expected
};

// Whether all of a report could be simulated, and holds.
Ending ending_of(const Report& report);

// Whatever fails here ends the command.
class Session {
public:
    // Where the command simulates, ngspice starts while the rest is read.
    Session(const Command& command, const Options& options, const Options& of_all_commands);

    // Where models are looked for.
    const SearchPath& models();

    // `always`, or `auto` on a terminal unless NO_COLOR or TERM=dumb says otherwise.
    bool wants_color(std::FILE* stream) const;

    // Diagnostics on stderr.
    void show(const Diagnostics& diagnostics) const;

    // Reads, resolves and checks; shows all that is wrong together.
    Loaded load(const std::string& file);

    // The same of a text without expectations that are of interest.
    Description resolve(const SourcePtr& source, const std::optional<Override>& override = {});

    // The link that --link names, or the only one.
    LinkPtr link(const Description& description) const;

    // What the option says, in Hz.
    double frequency(std::string_view option) const;

    // ngspice, which is there.
    Simulator& simulator();
    ToolVersion tool();

    // With a line of progress.
    Measurements measure(const Description& description, const std::vector<double>& extra_hz);

    // Hands a result over as --format and --output say.
    void deliver(const Document& document, bool detail = true) const;

    // The same to stdout, where --output names something else.
    void print(const Document& document) const;

    // Writes a text to a file, or to stdout for an empty name; `option` is what names the file.
    void deliver(const std::string& result, const std::string& file, std::string_view option = "-o") const;

    // After all results are delivered: says what could not be simulated, and which exit status that comes to.
    ExitStatus end(const Ending& ending) const;

private:
    // In the format of --format; to stdout for an empty name.
    void deliver_to(const std::string& file, const Document& document, bool detail) const;

    const Options& options_;
    std::string models_first_;
    std::string color_;
    std::optional<SearchPath> models_;
    std::optional<Simulator> simulator_;
    std::optional<SimulatorVersion> version_;
};

}  // namespace pin3
