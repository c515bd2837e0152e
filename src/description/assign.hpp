// From the parameters that a definition gives to the values of a kind: names are checked, defaults filled in.
#pragma once

#include "catalog/parameter.hpp"
#include "core/diagnostic.hpp"
#include "description/setting.hpp"
#include "language/syntax.hpp"

#include <map>
#include <string>
#include <vector>

namespace pin3 {

// What was written for each parameter; a copy of a definition starts with what that one was given.
using Given = std::map<std::string, syntax::Value, std::less<>>;

// Adds the parameters to `given`: those must be in the table and stand there once. `owner` is what has them,
// in words ("`difference` input"). False when `diagnostics` has grown.
bool take_parameters(const std::vector<syntax::Parameter>& parameters,
                     const std::vector<ParameterSpec>& specs, const std::string& owner, Given& given,
                     Diagnostics& diagnostics);

// Sets every parameter of the table, to what is given or to its default; one that has neither gets an empty
// setting. `owner` is the stage's name. False when `diagnostics` has grown.
bool read_settings(const std::vector<ParameterSpec>& specs, const std::string& owner, const Given& given,
                   const FindOpamp& find, Parameters& parameters, Diagnostics& diagnostics);

}  // namespace pin3
