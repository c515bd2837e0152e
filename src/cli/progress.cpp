#include "cli/progress.hpp"

#include <fmt/format.h>

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
    if (shown_) std::cerr << "\r\033[K" << std::flush;
}

void Progress::report(std::size_t done, std::size_t all) {
    const auto now = steady_clock::now();
    if (!terminal_ || now - begun_ < 1s || now - drawn_ < 100ms) return;
    drawn_ = now;
    shown_ = true;
    const double share = all == 0 ? 1 : static_cast<double>(done) / static_cast<double>(all);
    const auto seconds = std::chrono::duration<double>(now - begun_).count();
    std::cerr << fmt::format("\r{} {} of {} ({:.0f} %), {:.0f} s left\033[K", what_, done, all, 100 * share,
                             share > 0 ? seconds * (1 - share) / share : 0)
              << std::flush;
}

}  // namespace pin3
