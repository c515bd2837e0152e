// libngspice, loaded into this process. Only worker processes do that: a wrong deck can spoil it for good.
#pragma once

#include "simulator/simulator.hpp"
#include "simulator/transcript.hpp"

#include <ngspice/sharedspice.h>

#include <optional>
#include <string>
#include <vector>

namespace pin3 {

// One a process, since the library's state is global. Its callbacks only record, as the library longjmps past
// them and holds a lock while it calls them.
class Ngspice {
public:
    // Loads `library`, or the system's when empty, initialises it and loads the code models that lie beside
    // it. The working directory has to hold an empty .spiceinit, the environment variable SPICE_SCRIPTS has
    // to name a folder with a spinit of ours. On failure problem() says what is missing and what to do.
    explicit Ngspice(const std::string& library);

    const std::string& problem() const { return problem_; }
    const SimulatorVersion& version() const { return version_; }
    Transcript& transcript() { return transcript_; }

    // Loads a deck in place of the one before; no plot survives. False when ngspice gave up or complained.
    bool load(const std::string& deck);
    // What the sources do that a deck calls `external`; they have to stay until the next call.
    void set_waves(const std::vector<SourceWave>& waves) { waves_ = &waves; }
    // Runs a command; of a longer one only the beginning, as ngspice copies it into 1024 bytes.
    static constexpr std::size_t longest_command = 1000;
    void command(const std::string& text);
    // ngspice wanted to exit: whatever it says from now on is worth nothing.
    bool gave_up() const { return gave_up_; }

    std::vector<std::string> plots() const;
    std::vector<std::string> vectors(const std::string& plot) const;
    // Copies a vector of a plot, widened to complex; empty when it has no data.
    std::vector<std::complex<double>> values(const std::string& plot, const std::string& vector) const;

private:
    bool open(const std::string& library);
    void load_code_models();
    void unload();

    static int hear(char* text, int, void* self);
    static int end(int, bool, bool, int, void* self);
    static int supply(double* volts, double time_s, char* source, int, void* self);

    decltype(&ngSpice_Init) init_ = nullptr;
    decltype(&ngSpice_Init_Sync) init_sync_ = nullptr;
    decltype(&ngSpice_Command) command_ = nullptr;
    decltype(&ngSpice_Circ) circ_ = nullptr;
    decltype(&ngSpice_AllPlots) all_plots_ = nullptr;
    decltype(&ngSpice_AllVecs) all_vectors_ = nullptr;
    decltype(&ngGet_Vec_Info) vector_info_ = nullptr;

    SharedLog own_log_{};
    Transcript transcript_{own_log_};
    SimulatorVersion version_;
    std::string problem_;
    bool gave_up_ = false;
    bool loaded_ = false;
    unsigned loads_ = 0;
    const std::vector<SourceWave>* waves_ = nullptr;
};

}  // namespace pin3
