#include "cli/model_folders.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string_view>
#include <system_error>
#include <vector>

namespace pin3 {
namespace {

namespace fs = std::filesystem;

void add_list(std::vector<fs::path>& folders, const char* list, std::string_view below) {
    if (!list) return;
    std::istringstream parts(list);
    std::string part;
    while (std::getline(parts, part, ':'))
        if (!part.empty()) folders.push_back(below.empty() ? fs::path(part) : fs::path(part) / below);
}

}  // namespace

SearchPath model_folders(const std::string& first) {
    std::vector<fs::path> wanted;
    if (!first.empty()) wanted.emplace_back(first);
    add_list(wanted, std::getenv("PIN3_MODELS"), {});
    wanted.emplace_back("models");
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
    if (!error) {
        wanted.push_back(program / ".." / ".." / "models");  // build/release/pin3 in the source tree
        wanted.push_back(program / ".." / "share" / "pin3" / "models");
    }
    if (const char* data = std::getenv("XDG_DATA_HOME"))
        wanted.push_back(fs::path(data) / "pin3" / "models");
    else if (const char* home = std::getenv("HOME"))
        wanted.push_back(fs::path(home) / ".local" / "share" / "pin3" / "models");
    const char* system = std::getenv("XDG_DATA_DIRS");
    add_list(wanted, system ? system : "/usr/local/share:/usr/share", "pin3/models");

    SearchPath search;
    for (const fs::path& folder : wanted) {
        if (!fs::is_directory(folder, error)) continue;
        const fs::path known = fs::weakly_canonical(folder, error);
        if (std::find(search.folders.begin(), search.folders.end(), known) == search.folders.end())
            search.folders.push_back(known);
    }
    return search;
}

}  // namespace pin3
