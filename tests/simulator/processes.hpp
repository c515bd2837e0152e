// What /proc knows of processes.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

namespace pin3::testing {

// The value of a line of /proc/PID/status, for example "PPid" or "State"; empty when there is no such
// process.
inline std::string status_of(int pid, const std::string& key) {
    std::ifstream file(std::filesystem::path("/proc") / std::to_string(pid) / "status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(key + ":")) return line.substr(line.find_first_not_of(" \t", key.size() + 1));
    return {};
}

inline int parent_of(int pid) {
    return std::stoi(status_of(pid, "PPid"));
}

inline long resident_kilobytes(int pid) {
    return std::stol(status_of(pid, "VmRSS"));
}

// A zombie is not alive.
inline bool is_alive(int pid) {
    const std::string state = status_of(pid, "State");
    return !state.empty() && state[0] != 'Z' && state[0] != 'X';
}

inline bool ends_within(int pid, std::chrono::milliseconds limit) {
    for (const auto end = std::chrono::steady_clock::now() + limit; std::chrono::steady_clock::now() < end;) {
        if (!is_alive(pid)) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
}

inline std::size_t open_descriptors() {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {}));
}

}  // namespace pin3::testing
