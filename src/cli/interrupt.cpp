#include "cli/interrupt.hpp"

#include <array>
#include <csignal>

namespace pin3 {
namespace {

constexpr std::array noted = {SIGINT, SIGTERM};
volatile std::sig_atomic_t came = 0;

void note(int signal) {
    came = signal;
}

}  // namespace

Interrupt::Interrupt() {
    came = 0;
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
    for (const int signal : noted) ::sigaction(signal, &action, nullptr);
}

Interrupt::~Interrupt() {
    for (const int signal : noted) std::signal(signal, SIG_DFL);
}

int Interrupt::caught() {
    return came;
}

}  // namespace pin3
