// Writing results so that nothing half-written is ever found under their name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace pin3 {

// A file that is written piece by piece: to a temporary one in the same folder, which finish() renames.
// Without finish() nothing is left, and an old file of that name is untouched. Pipes and devices are written
// directly. What a symbolic link points to is replaced, not the link; a file that is replaced keeps its
// permissions.
class OutputFile {
public:
    explicit OutputFile(const std::filesystem::path& path);
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    // After an error nothing more is written; finish() tells.
    void write(std::string_view content);

    // Takes back what was written since mark(). Pipes and devices keep it.
    void mark();
    void back_to_mark();

    // Nothing, or what went wrong.
    std::optional<std::string> finish();

private:
    bool special() const { return temporary_.empty(); }

    std::filesystem::path path_;
    std::string temporary_;  // empty for pipes and devices
    int descriptor_ = -1;
    off_t mark_ = 0;
    int error_ = 0;  // errno of the first failure
};

// All of it at once. Says what went wrong; then the old file, if any, is untouched.
std::optional<std::string> write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace pin3
