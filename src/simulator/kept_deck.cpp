#include "simulator/kept_deck.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace pin3 {

namespace {

std::filesystem::path state_folder() {
    // The XDG base directory specification: a relative path there is to be ignored.
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') return state;
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
        return std::filesystem::path(home) / ".local" / "state";
    return {};
}

// FNV-1a, 64 bits.
std::uint64_t hash(const std::string& text) {
    std::uint64_t value = 0xcbf29ce484222325;
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return value;
}

std::string hexadecimal(std::uint64_t value) {
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[value >> shift & 15];
    return digits;
}

}  // namespace

std::string keep_deck(const std::string& deck) {
    const std::filesystem::path state = state_folder();
    if (state.empty()) return {};
    const std::filesystem::path folder = state / "pin3" / "failed";
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) return {};
    const std::filesystem::path path = folder / (hexadecimal(hash(deck)) + ".cir");
    std::ofstream file(path, std::ios::binary);
    file << deck;
    return file.flush() ? path.string() : std::string();
}

}  // namespace pin3
