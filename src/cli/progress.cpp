#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <unistd.h>

namespace pin3 {

using std::chrono::steady_clock;
using namespace std::chrono_literals;

Progress::Progress(std::string what)
    : what_(std::move(what)),
      terminal_(::isatty(STDERR_FILENO)),
      begun_(steady_clock::now()),
      drawn_(begun_) {}

Progress::~Progress() {
    if (shown_ > 0) std::cerr << "\r" << std::string(shown_, ' ') << "\r" << std::flush;
}

void Progress::report(std::size_t done, std::size_t all) {
    const auto now = steady_clock::now();
    if (!terminal_ || now - begun_ < 1s || now - drawn_ < 100ms) return;
    drawn_ = now;
    const double share = all == 0 ? 1 : static_cast<double>(done) / static_cast<double>(all);
    const auto seconds = std::chrono::duration<double>(now - begun_).count();
    const std::string line = fmt::format("{} {} of {} ({:.0f} %), {:.0f} s left", what_, done, all,
                                         100 * share, share > 0 ? seconds * (1 - share) / share : 0);
    // spaces wipe the rest of a longer line: no escape sequences, which NO_COLOR may mean too
    std::cerr << "\r" << fmt::format("{:<{}}", line, shown_) << std::flush;
    shown_ = std::max(shown_, line.size());
}

std::function<void(std::size_t, std::size_t)> Progress::meter() {
    return [this](std::size_t done, std::size_t all) { report(done, all); };
}

}  // namespace pin3
