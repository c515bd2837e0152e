// A kind of stage: its table of parameters, how it is explained and how its circuit is built.
#pragma once

#include "catalog/parameter.hpp"
#include "catalog/spectrum.hpp"
#include "language/syntax.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pin3 {

using syntax::Role;

// A stage builds between these nodes. Node 0 is the chassis of the equipment that it is in.
struct OutputPins {
    Node signal;  // 1 V of signal against the chassis, from 0 ohm
    Node hot;     // XLR 2, tip
    Node cold;    // XLR 3, ring
    // XLR 1, sleeve: the chassis, unless the stage's parameter `lift` takes it off (a DI box with its switch
    // on)
    Node shield = ground;
};

struct InputPins {
    Node hot;
    Node cold;
    Node out;  // what the input stage delivers, against the chassis; the stage drives it
    // XLR 1, sleeve: the chassis, unless the stage's parameter `lift` takes its signal ground off it
    Node shield = ground;
    // The EMF that the room's magnetic field induces in the primary of an input transformer, against node 0;
    // none: no field.
    std::optional<Node> field = {};
};

// The cable lies in the receiver's frame: its near ends are the source's pins lifted by the chassis voltage.
struct CableEnds {
    Node near_hot;
    Node near_cold;
    Node near_chassis;  // the source's pin 1 (XLR 1, sleeve)
    Node far_hot;
    Node far_cold;
    Node far_chassis;              // the receiver's: node 0, or what its pin 1 or `lift` has before it
    bool cold_on_chassis = false;  // the output has pin 3 on its chassis
};

struct GroundNodes {
    Node emf;      // the ground's EMF against the receiver's chassis, from 0 ohm
    Node chassis;  // the source's chassis against the receiver's
};

struct OpampPins {
    Node plus;
    Node minus;
    Node out;
};

using BuildOutput = void (*)(Scope&, const Parameters&, const OutputPins&);
using BuildInput = void (*)(Scope&, const Parameters&, const InputPins&);
using BuildCable = void (*)(Scope&, const Parameters&, const CableEnds&);
using BuildGround = void (*)(Scope&, const Parameters&, const GroundNodes&);
using BuildOpamp = void (*)(Scope&, const Parameters&, const OpampPins&);

// What is wrong with values that are each in range, taken together: a sentence without a full stop, empty
// when nothing is.
using CheckValues = std::string (*)(const Parameters&);

// The hum that a ground brings: what its EMF is made of. `mains_hz` is the fundamental where the stage
// itself names none.
using HumSources = std::vector<HumSource> (*)(const Parameters&, double mains_hz);

struct Kind {
    Role role;
    std::string_view name;
    std::string_view summary;  // one line, no full stop
    std::vector<ParameterSpec> parameters;
    std::string_view circuit;  // drawn in text, at most 76 columns
    std::string_view formula;  // what it comes to, with the source
    std::string_view example;  // a line of description
    std::variant<BuildOutput, BuildInput, BuildCable, BuildGround, BuildOpamp> build;
    CheckValues check = nullptr;  // nullptr: every combination of values in range will do
    // Of a ground, what its EMF is made of; of a cable or an input, what it picks up: see pickup.hpp.
    // nullptr: nothing.
    HumSources hum = nullptr;
    std::string_view pins = {};  // what may stand between its pins and it, drawn as `circuit` is
};

// One stage of a description: a kind with its values.
struct Stage {
    Role role = Role::output;
    std::string name;
    const Kind* kind = nullptr;
    Parameters parameters;
    std::string copied_from;  // the definition that it copies, empty if none
    SourcePtr source;         // the text that defines it; null for a stage that no text names
    Span span;                // of its name, in that source
};

using StagePtr = std::shared_ptr<const Stage>;

}  // namespace pin3
