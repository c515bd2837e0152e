// Writing results so that nothing half-written is ever found under their name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace pin3 {

// Writes to a temporary file in the same folder and renames it. Says what went wrong; then the old file, if
// any, is untouched.
std::optional<std::string> write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace pin3
