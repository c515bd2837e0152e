// One parameter of a description that takes several values in turn.
#pragma once

#include "description/description.hpp"

#include <string>
#include <variant>
#include <vector>

namespace pin3 {

struct Vary {
    std::string stage;
    std::string parameter;
    std::vector<SourcePtr> values;  // each as a description would write it: "1.2 kohm 1%"
};

// Reads "STAGE.PARAMETER=VALUES", where VALUES are "100..2k:E24" (those of the E series of IEC 60063 from the
// one to the other) or a list: "100, 1k 1%, open". A number without a tolerance keeps the one that the
// description gives.
std::variant<Vary, Diagnostic> read_vary(const Description& description, const SourcePtr& text);

// Whether the link has that stage, or a copy of it.
bool depends_on(const Description& description, const Link& link, const std::string& stage);

}  // namespace pin3
