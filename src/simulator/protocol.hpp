// What the tool and a worker say to each other: jobs one way, replies the other, as length-prefixed frames.
// Both ends are the same program on the same machine, so numbers travel in its own byte order.
#pragma once

#include "simulator/simulator.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// What a worker says about a job. A worker that rejected a job ends, because ngspice may be spoiled.
struct Reply {
    std::vector<Plot> plots;  // one an analysis; empty when rejected
    std::string log;          // ngspice's last lines
    std::string rejection;    // why there is no result; empty: there is one
};

// What the first process says once ngspice is initialised, or could not be.
struct Hello {
    SimulatorVersion version;
    std::string problem;  // empty: ready
};

std::string encode(const Job& job);
std::string encode(const Reply& reply);
std::string encode(const Hello& hello);

// Nothing when the bytes are not a whole, well-formed message: the sender is broken then.
std::optional<Job> decode_job(std::string_view bytes);
std::optional<Reply> decode_reply(std::string_view bytes);
std::optional<Hello> decode_hello(std::string_view bytes);

// The message with its length in front.
std::string frame(std::string_view message);

// Puts frames together from bytes that arrive in any pieces.
class FrameReader {
public:
    void add(std::string_view bytes);
    // The next whole message, or nothing yet.
    std::optional<std::string> next();
    // A length that no honest sender announces was seen: nothing more will come out.
    bool broken() const { return broken_; }

private:
    std::string bytes_;
    std::size_t begin_ = 0;
    bool broken_ = false;
};

// Blocking, whole, and deaf to signals; false or nothing when the other end is gone.
bool write_frame(int descriptor, std::string_view message);
std::optional<std::string> read_frame(int descriptor, FrameReader& reader);

}  // namespace pin3
