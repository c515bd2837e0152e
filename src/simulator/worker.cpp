#include "simulator/worker.hpp"

#include "simulator/deck_run.hpp"
#include "simulator/protocol.hpp"

#include <new>

namespace pin3 {

namespace {

void work_off(Ngspice& ngspice, const Descriptor& tool) {
    FrameReader reader;
    while (const std::optional<std::string> message = read_frame(tool.get(), reader)) {
        const std::optional<Job> job = decode_job(*message);
        if (!job) return;
        const Reply reply = run_job(ngspice, *job);
        if (!write_frame(tool.get(), encode(reply)) || !reply.rejection.empty()) return;
    }
}

}  // namespace

void work(Ngspice& ngspice, const Descriptor& tool) noexcept {
    try {
        std::string last_words = encode(Reply{{}, {}, "it needs more memory than a worker process may have"});
        try {
            work_off(ngspice, tool);
        } catch (const std::bad_alloc&) {
            write_frame(tool.get(), last_words);
        }
    } catch (...) {  // no memory even for that: the tool sees the process end
    }
}

}  // namespace pin3
