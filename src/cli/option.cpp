#include "cli/option.hpp"

#include <stdexcept>

namespace pin3 {

Options::Options(std::span<const Option> table) {
    for (const Option& option : table) options_.emplace(option.name, Entry{option.standard});
}

const Options::Entry& Options::at(std::string_view name) const {
    const auto found = options_.find(name);
    if (found == options_.end()) throw std::out_of_range("no option " + std::string(name));
    return found->second;
}

}  // namespace pin3
