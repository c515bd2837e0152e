#include "judgement/idle_values.hpp"

#include "catalog/bond.hpp"
#include "core/unit.hpp"

#include <fmt/format.h>

namespace pin3 {
namespace {

// Currents below this pass no pin 1, A per volt between the chassis; the least capacitance of a lead lets
// more through.
constexpr double no_current = 1e-9;

double pin1_of(const Stage& stage) {
    return stage.parameters.has("pin1") ? stage.parameters.number("pin1") : 0;
}

std::string idle(const Stage& stage, std::string_view reason) {
    return fmt::format("pin1 = {} of {} does nothing here: {}", engineering(pin1_of(stage), Unit::ohm, 3),
                       stage.name, reason);
}

bool is_passed(double pin1, const Complex& volts) {
    return std::abs(volts) > no_current * pin1;
}

}  // namespace

std::vector<std::string> idle_values(const LinkResponse& link, const InputResponse* input) {
    std::vector<std::string> found;
    const Link& it = *link.link;
    const Parameters& cable = it.cable->parameters;
    if (const double pin1 = pin1_of(*it.output); pin1 > 0 && !is_passed(pin1, link.legs.source_pin1))
        found.push_back(idle(
            *it.output, cable.has("shell") && !cable.is("shell", "pin1")
                            ? "the shell of the plug has pin 3 too, which takes the shield's current to the "
                              "chassis past pin 1; shell = pin1 leads it through"
                            : "no current of the shield gets to the source's pin 1"));
    if (const double pin1 = pin1_of(*it.input); pin1 > 0) {
        if (input && !input->at(reference_hz).cold_leg)
            found.push_back(
                idle(*it.input,
                     "an input without a cold leg counts hot against the shield, and has what falls "
                     "across it in its signal already"));
        else if (!is_passed(pin1, link.legs.receiver_pin1))
            found.push_back(idle(*it.input, "no current of the shield gets to the receiver's pin 1"));
    }
    const Parameters& between = it.ground->parameters;
    if (between.has("bond") && !between.is("bond", "none") && between.number("bond") == 0)
        found.push_back(fmt::format("the bond of {} counts as {}: an EMF behind no ohm at all has no answer",
                                    it.ground->name, engineering(least_bond_ohm, Unit::ohm)));
    return found;
}

}  // namespace pin3
