// Ctrl-C while units are counted: what is done is reported.
#pragma once

namespace pin3 {

// While it lives, SIGINT and SIGTERM are noted instead of ending the tool; the second one ends it. At most
// one lives.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    // The signal that came, 0 if none did.
    static int caught();
};

}  // namespace pin3
