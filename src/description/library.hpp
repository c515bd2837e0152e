// Where a description finds other files: what it uses, op-amps of the models folders, SPICE files.
#pragma once

#include "core/source.hpp"
#include "description/description.hpp"

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace pin3 {

// The file of that name beside `from`, else in the search path; nothing when there is none.
std::optional<std::filesystem::path> find_file(std::string_view name, const std::filesystem::path& from,
                                               const SearchPath& search);

// The whole text of a regular file of at most 16 MiB, or why not.
std::variant<SourcePtr, std::string> read_source(const std::filesystem::path& path);

// Names of the *.pin3 files in the search path, without the suffix, sorted.
std::vector<std::string> model_names(const SearchPath& search);

}  // namespace pin3
