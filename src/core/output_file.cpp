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

OutputFile::OutputFile(const fs::path& named) : path_(named) {
    std::error_code ignored;
    if (fs::is_symlink(named, ignored)) {
        const fs::path target = fs::weakly_canonical(named, ignored);
        if (!target.empty()) path_ = target;
    }
    if (fs::is_directory(path_, ignored)) {
        error_ = EISDIR;
        return;
    }
    // pipes and devices (/dev/stdout) have no place for a temporary file beside them
    if (fs::exists(path_, ignored) && !fs::is_regular_file(path_, ignored)) {
        descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    } else {
        temporary_ = path_.string() + ".XXXXXX";
        descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
    }
    if (descriptor_ < 0) error_ = errno;
}

OutputFile::~OutputFile() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    if (!special()) ::unlink(temporary_.c_str());
}

void OutputFile::write(std::string_view content) {
    if (error_ == 0) error_ = write_all(descriptor_, content);
}

void OutputFile::mark() {
    if (!special() && error_ == 0) mark_ = ::lseek(descriptor_, 0, SEEK_CUR);
}

void OutputFile::back_to_mark() {
    if (special() || error_ != 0) return;
    if (::ftruncate(descriptor_, mark_) != 0 || ::lseek(descriptor_, mark_, SEEK_SET) < 0) error_ = errno;
}

std::optional<std::string> OutputFile::finish() {
    if (descriptor_ >= 0) {
        if (!special() && error_ == 0 && ::fchmod(descriptor_, mode_for(path_)) != 0) error_ = errno;
        if (::close(descriptor_) != 0 && error_ == 0) error_ = errno;
        descriptor_ = -1;
        if (!special() && error_ == 0 && ::rename(temporary_.c_str(), path_.c_str()) != 0) error_ = errno;
        if (!special() && error_ != 0) ::unlink(temporary_.c_str());
    }
    if (error_ == 0) return std::nullopt;
    return failed(path_, error_);
}

std::optional<std::string> write_file(const fs::path& path, std::string_view content) {
    OutputFile file(path);
    file.write(content);
    return file.finish();
}

}  // namespace pin3
