// What one usually does about hum: changes to a link, as descriptions write them.
#pragma once

#include "description/description.hpp"

#include <string>
#include <variant>
#include <vector>

namespace pin3 {

// A change and the link that it makes of the one there is. In the order of the trouble that they take.
struct StandardChange {
    std::string label;  // "a resistor of 1 kohm on pin 3"
    std::string link;   // "with_resistor"
};

struct ChangedDescription {
    std::string text;  // the old text with more definitions and links behind
    std::string link;  // what there is
    std::vector<StandardChange> changes;
    bool assumed_room = false;  // no ground is named: mains
};

// What there is: the file's one link, or its one output, cable, input and ground joined up; without a cable
// the plugs meet, without a ground both ends are earthed (`mains`). A sentence when that is not clear.
std::variant<ChangedDescription, std::string> standard_changes(const Description& description);

}  // namespace pin3
