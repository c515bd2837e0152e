// What ngspice says: its last lines, kept where the tool can still read them after the worker died.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace pin3 {

// Memory shared by the tool and one worker. The tool reads it only when the worker is dead or about to be
// killed.
struct SharedLog {
    std::atomic<std::uint32_t> length;
    std::array<char, 8188> text;
};
static_assert(std::atomic<std::uint32_t>::is_always_lock_free);

// The text of a log whose writer may have died in the middle of it: printable, at most as long as the log.
std::string read(const SharedLog& log);

// Collects ngspice's messages: takes off the stream's name, parts lines that were glued together by carriage
// returns, keeps the last 40 lines, and remembers the first one that says what went wrong.
class Transcript {
public:
    explicit Transcript(SharedLog& log) : log_(&log) {}

    // From now on into another log. Empties it.
    void redirect(SharedLog& log);
    void clear();
    // One message of ngspice, for example "stderr Error: no such model".
    void add(std::string_view message);

    std::string text() const { return read(*log_); }
    // The first line since clear() that begins like an error, with the lines that explain it; empty if there
    // is none.
    const std::string& first_error() const { return first_error_; }
    // The same for a warning.
    const std::string& first_warning() const { return first_warning_; }

private:
    void add_line(std::string_view line);
    void note_error(std::string_view line);

    SharedLog* log_;
    std::string first_error_;
    std::string first_warning_;
    int explanations_due_ = 0;
};

}  // namespace pin3
