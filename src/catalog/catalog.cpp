#include "catalog/catalog.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace pin3 {

#define PIN3_KIND(kind) extern const Kind kind;
#include "catalog/kinds.inc"
#undef PIN3_KIND

std::span<const Kind* const> kinds() {
    static const std::array all = {
#define PIN3_KIND(kind) &kind,
#include "catalog/kinds.inc"
#undef PIN3_KIND
    };
    return all;
}

std::vector<const Kind*> kinds(Role role) {
    std::vector<const Kind*> of_role;
    for (const Kind* kind : kinds())
        if (kind->role == role) of_role.push_back(kind);
    return of_role;
}

const Kind* find_kind(Role role, std::string_view name) {
    for (const Kind* kind : kinds())
        if (kind->role == role && kind->name == name) return kind;
    return nullptr;
}

const ParameterSpec* Kind::parameter(std::string_view parameter_name) const {
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const ParameterSpec& spec) { return spec.name == parameter_name; });
    return found == parameters.end() ? nullptr : &*found;
}

const Setting& Parameters::setting(std::string_view name) const {
    const auto found = settings_.find(name);
    if (found == settings_.end()) throw std::out_of_range("no parameter " + std::string(name));
    return found->second;
}

}  // namespace pin3
