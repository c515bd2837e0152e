#include "simulator/worker.hpp"

#include "simulator/deck_run.hpp"
#include "simulator/protocol.hpp"

namespace pin3 {

void work(Ngspice& ngspice, const Descriptor& tool) {
    FrameReader reader;
    while (const std::optional<std::string> message = read_frame(tool.get(), reader)) {
        const std::optional<Job> job = decode_job(*message);
        if (!job) return;
        const Reply reply = run_job(ngspice, *job);
        if (!write_frame(tool.get(), encode(reply)) || !reply.rejection.empty()) return;
    }
}

}  // namespace pin3
