// All kinds of stages. Adding one: a file with its Kind, and a line in kinds.inc.
#pragma once

#include "catalog/kind.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace pin3 {

// Every kind of every role, in the order of the documentation.
std::span<const Kind* const> kinds();
std::vector<const Kind*> kinds(Role role);

// Parameters that every kind of a role has, beside its own: `level` of outputs.
std::span<const ParameterSpec> shared_parameters(Role role);

// A kind's whole table: its own parameters, then the shared ones.
std::vector<ParameterSpec> all_parameters(const Kind& kind);

// nullptr when there is none of that name and role
const Kind* find_kind(Role role, std::string_view name);

}  // namespace pin3
