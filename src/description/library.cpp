#include "description/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>

namespace pin3 {

namespace fs = std::filesystem;

std::optional<fs::path> find_file(std::string_view name, const fs::path& from, const SearchPath& search) {
    std::error_code ignored;
    const fs::path beside = from.parent_path() / name;
    if (fs::is_regular_file(beside, ignored)) return beside;
    if (fs::path(name).is_absolute()) return std::nullopt;
    for (const fs::path& folder : search.folders)
        if (fs::is_regular_file(folder / name, ignored)) return folder / name;
    return std::nullopt;
}

std::variant<SourcePtr, std::string> read_source(const fs::path& path) {
    constexpr std::uintmax_t largest = std::uintmax_t{16} << 20;
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return "there is no such file";
    if (fs::is_directory(status)) return "it is a folder";
    if (!fs::is_regular_file(status)) return "it is not a regular file";
    const std::uintmax_t size = fs::file_size(path, error);
    if (error) return error.message();
    if (size > largest) return fmt::format("it has {} bytes; a description has at most {}", size, largest);
    std::ifstream in(path, std::ios::binary);
    if (!in) return "it cannot be opened for reading";
    std::ostringstream text;
    text << in.rdbuf();
    return std::make_shared<const Source>(Source{path.string(), std::move(text).str()});
}

std::vector<std::string> model_names(const SearchPath& search) {
    std::vector<std::string> names;
    for (const fs::path& folder : search.folders) {
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
            if (entry->path().extension() == ".pin3") names.push_back(entry->path().stem().string());
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace pin3
