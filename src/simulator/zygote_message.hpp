// What the tool and the zygote say to each other: a packet each, a worker's channel travels along with it.
#pragma once

#include "simulator/descriptor.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <sys/types.h>

namespace pin3 {

struct ZygoteRequest {
    enum class Kind : std::uint32_t { spawn, end };
    Kind kind;
    std::uint32_t slot;  // spawn: the worker's log
    pid_t worker;        // end: which one
};

struct ZygoteAnswer {
    pid_t worker;  // spawn: the new one, -1 if there is none
    int status;    // end: as of waitpid
};

// A packet and the descriptor that came with it, if any.
struct Packet {
    std::string bytes;
    Descriptor descriptor;
};

// Deaf to signals; false or nothing when the other end is gone. `descriptor` < 0: none.
bool send_packet(int line, const void* data, std::size_t size, int descriptor = -1);
std::optional<Packet> receive_packet(int line);

// The packet as a value of a trivial type; nothing when the size differs.
template <typename T>
std::optional<T> packet_as(const Packet& packet) {
    T value;
    if (packet.bytes.size() != sizeof value) return std::nullopt;
    packet.bytes.copy(reinterpret_cast<char*>(&value), sizeof value);
    return value;
}

}  // namespace pin3
