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

std::span<const ParameterSpec> shared_parameters(Role role) {
    static const ParameterSpec pin1{
        .name = "pin1",
        .unit = Unit::ohm,
        .standard = "0",
        .help =
            "what the shield's current shares with the stage's signal reference on its way to the chassis "
            "(the pin 1 "
            "problem, AES48): to 1 mohm is sound, 10 to 100 mohm a track or a wire",
        .maximum = 1e3};
    static const std::array input = {pin1};
    static const std::array output = {
        ParameterSpec{.name = "level",
                      .shape = Shape::level,
                      .unit = Unit::volt,
                      .standard = "4 dBu",
                      .help = "what a nominal signal is",
                      .positive = true,
                      .tolerance = false},
        pin1,
    };
    if (role == Role::output) return output;
    if (role == Role::input) return input;
    return {};
}

std::vector<ParameterSpec> all_parameters(const Kind& kind) {
    std::vector<ParameterSpec> all = kind.parameters;
    const auto shared = shared_parameters(kind.role);
    all.insert(all.end(), shared.begin(), shared.end());
    return all;
}

const Setting& Parameters::setting(std::string_view name) const {
    const auto found = settings_.find(name);
    if (found == settings_.end()) throw std::out_of_range("no parameter " + std::string(name));
    return found->second;
}

}  // namespace pin3
