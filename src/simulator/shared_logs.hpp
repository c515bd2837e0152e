// Memory that the tool shares with its worker processes: a log each.
#pragma once

#include "simulator/transcript.hpp"

#include <cstddef>
#include <span>
#include <sys/mman.h>

namespace pin3 {

// Made before the processes are forked, which inherit it. Empty when the system has no memory for it.
class SharedLogs {
public:
    explicit SharedLogs(std::size_t count) {
        void* memory = mmap(nullptr, count * sizeof(SharedLog), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (memory != MAP_FAILED) logs_ = {static_cast<SharedLog*>(memory), count};  // zeros: empty logs
    }
    ~SharedLogs() {
        if (!logs_.empty()) munmap(logs_.data(), logs_.size_bytes());
    }
    SharedLogs(const SharedLogs&) = delete;
    SharedLogs& operator=(const SharedLogs&) = delete;

    std::span<SharedLog> all() const { return logs_; }

private:
    std::span<SharedLog> logs_;
};

}  // namespace pin3
