#include "cli/shared_options.hpp"

#include "report/format.hpp"

#include <fmt/format.h>

#include <iterator>

namespace pin3 {

Option format_option() {
    std::vector<std::string_view> names;
    for (const Format* format : formats()) names.push_back(format->name);
    Option option{
        .name = "--format",
        .value = "FORMAT",
        .help = fmt::format("{} or {}", fmt::join(names.begin(), std::prev(names.end()), ", "), names.back()),
        .standard = std::string(names.front())};
    option.words = std::move(names);
    return option;
}

}  // namespace pin3
