#include "core/output_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace pin3 {
namespace {

namespace fs = std::filesystem;

std::string failed(const fs::path& path, int error) {
    return fmt::format("`{}` cannot be written: {}", path.string(), std::strerror(error));
}

// All of the content, or errno.
int write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

// That of the file which is replaced; a new one is as readable as any file that the user makes (mkstemp's
// 0600 is for secrets).
mode_t mode_for(const fs::path& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) == 0) return found.st_mode & 07777;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

}  // namespace

std::optional<std::string> write_file(const fs::path& named, std::string_view content) {
    std::error_code ignored;
    // what a link points to is replaced, not the link
    fs::path path = named;
    if (fs::is_symlink(named, ignored)) {
        path = fs::weakly_canonical(named, ignored);
        if (path.empty()) path = named;
    }
    // pipes and devices (/dev/stdout) have no place for a temporary file beside them
    const bool special = fs::exists(path, ignored) && !fs::is_regular_file(path, ignored);
    if (fs::is_directory(path, ignored)) return failed(path, EISDIR);
    std::string temporary = special ? path.string() : path.string() + ".XXXXXX";
    const int descriptor =
        special ? ::open(temporary.c_str(), O_WRONLY | O_CLOEXEC) : ::mkstemp(temporary.data());
    if (descriptor < 0) return failed(path, errno);
    int error = write_all(descriptor, content);
    if (!special && error == 0) {
        if (::fchmod(descriptor, mode_for(path)) != 0) error = errno;
    }
    if (::close(descriptor) != 0 && error == 0) error = errno;
    if (!special && error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
    if (error == 0) return std::nullopt;
    if (!special) ::unlink(temporary.c_str());
    return failed(path, error);
}

}  // namespace pin3
