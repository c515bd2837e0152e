#include "description/standard_changes.hpp"

#include "core/unit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {
namespace {

// A name that the file does not use.
std::string unused(const Description& description, std::string name) {
    const auto taken = [&](const std::string& one) {
        return description.link(one) ||
               std::any_of(description.stages.begin(), description.stages.end(),
                           [&](const StagePtr& stage) { return stage->name == one; });
    };
    while (taken(name)) name += "_";
    return name;
}

// The file's only stage of a role; null where there is none or more than one, which `problem` then says.
StagePtr only(const Description& description, Role role, std::string& problem) {
    std::vector<StagePtr> own;
    for (const StagePtr& stage : description.used(role))
        if (!stage->span.source || stage->span.source == description.sources.front().get())
            own.push_back(stage);
    if (own.size() > 1)
        problem =
            fmt::format("there are {} {}s: join those that are meant by a link", own.size(), role_name(role));
    return own.size() == 1 ? own.front() : nullptr;
}

class Changes {
public:
    Changes(const Description& description, StagePtr output, StagePtr cable, StagePtr input,
            std::string ground)
        : description_(description),
          output_(std::move(output)),
          cable_(std::move(cable)),
          input_(std::move(input)),
          ground_(std::move(ground)) {}

    ChangedDescription all(const std::string& link) {
        changed_.text = std::string(description_.main().text);
        if (!changed_.text.ends_with('\n')) changed_.text += '\n';
        changed_.text += more_;
        changed_.link = link;
        if (changed_.link.empty()) {
            changed_.link = unused(description_, "as_it_is");
            add_link(changed_.link, output_->name, cable(), input_->name);
        }
        shorter_lead();
        better_shield();
        lifted_shield("receiver", "source");
        if (shares_pin1(*output_)) lifted_shield("source", "receiver");
        sound_pin1(*output_);
        sound_pin1(*input_);
        resistor();
        driver("symmetric", "symmetric { rout = 50 1%, opamp = ne5532", 1, "a symmetric line driver");
        driver("cross_coupled", "cross_coupled { rout = 50 1%, opamp = ne5532", 1,
               "a cross-coupled line driver");
        driver("transformer", "transformer { " + own_impedance("50"), 1, "a transformer at the output");
        if (single()) driver("di_box", "di_box { ratio = 12, " + own_impedance(""), 12, "a passive DI box");
        receiver();
        return std::move(changed_);
    }

    // Both ends earthed.
    void assume_room() {
        more_ += fmt::format("ground {} : mains\n", ground_);
        changed_.assumed_room = true;
    }

private:
    std::string cable() const { return cable_ ? cable_->name : std::string(); }

    void add_link(const std::string& name, const std::string& output, const std::string& cable,
                  const std::string& input) {
        changed_.text += fmt::format("link {} = {} -> {}{} @ {}\n", name, output,
                                     cable.empty() ? "" : cable + " -> ", input, ground_);
    }

    void add_change(const std::string& name, const std::string& label, const std::string& output,
                    const std::string& cable, const std::string& input) {
        const std::string link = unused(description_, "with_" + name);
        add_link(link, output, cable, input);
        changed_.changes.push_back({label, link});
    }

    bool pair() const {
        return cable_ && (cable_->kind->name == "twisted_pair" || cable_->kind->name == "star_quad");
    }

    // One signal against the chassis: what a resistor on pin 3 and a DI box are for.
    bool single() const {
        return output_->kind->name == "unbalanced" || output_->kind->name == "impedance_balanced";
    }

    // What drives the winding: the output as it is.
    std::string own_impedance(const std::string& otherwise) const {
        return "rout = " + (single() ? output_->parameters.setting("rout").written : otherwise);
    }

    std::string written(std::string_view parameter) const {
        return cable_->parameters.setting(parameter).written;
    }

    // What a balanced output or input needs: a lead with two conductors, straight through, otherwise as the
    // one there is. Says so in the label.
    std::string balanced_cable(std::string& label) {
        if (!cable_ || cable_->kind->name == "none" || cable_->kind->name == "unshielded") return cable();
        if (pair() && cable_->parameters.is("pin3", "straight")) return cable_->name;
        label += pair() ? ", pin 3 wired through" : " and a lead with two conductors";
        if (balanced_.empty()) {
            balanced_ = unused(description_, "balanced_lead");
            changed_.text +=
                pair() ? fmt::format("cable {} : {} {{ pin3 = straight }}\n", balanced_, cable_->name)
                       : fmt::format(
                             "cable {} : twisted_pair {{ length = {}, r_shield = {}, shield = {}, l_common = "
                             "{}, choke = "
                             "{}, r_contact = {} }}\n",
                             balanced_, written("length"), written("r_shield"), written("shield"),
                             written("l_common"), written("choke"), written("r_contact"));
        }
        return balanced_;
    }

    void shorter_lead() {
        if (!cable_ || !cable_->parameters.has("length") || cable_->parameters.number("length") < 1.5) return;
        const double third = cable_->parameters.number("length") / 3;
        const std::string name = unused(description_, "shorter_lead");
        changed_.text +=
            fmt::format("cable {} : {} {{ length = {} m }}\n", name, cable_->name, shortest(third));
        add_change("shorter_lead", fmt::format("a lead of {:.2g} m", third), output_->name, name,
                   input_->name);
    }

    // A shield where there is none, or one of low resistance.
    void better_shield() {
        if (!cable_ || cable_->kind->name == "none") return;
        const std::string name = unused(description_, "shielded_lead");
        if (cable_->kind->name == "unshielded") {
            changed_.text += fmt::format("cable {} : twisted_pair {{ length = {} }}\n", name,
                                         cable_->parameters.setting("length").written);
            add_change("shielded_lead", "a shielded lead", output_->name, name, input_->name);
        } else if (cable_->parameters.is("shield", "both") && cable_->parameters.number("r_shield") > 0.02) {
            changed_.text += fmt::format("cable {} : {} {{ r_shield = 8.5 mohm/m }}\n", name, cable_->name);
            add_change("heavier_shield", "a lead with a shield of 8.5 mohm/m", output_->name, name,
                       input_->name);
        }
    }

    void lifted_shield(const std::string& end, const std::string& other) {
        if (!pair() || !cable_->parameters.is("shield", "both")) return;
        const std::string name = unused(description_, "lifted_at_" + end);
        changed_.text += fmt::format("cable {} : {} {{ shield = {} }}\n", name, cable_->name, other);
        add_change("shield_lifted_at_" + end, "the shield lifted at the " + end, output_->name, name,
                   input_->name);
    }

    static bool shares_pin1(const Stage& stage) { return stage.parameters.number("pin1") > 0; }

    void sound_pin1(const Stage& stage) {
        if (!shares_pin1(stage)) return;
        const std::string name = unused(description_, stage.name + "_sound_pin1");
        changed_.text += fmt::format("{} {} : {} {{ pin1 = 0 }}\n", role_name(stage.role), name, stage.name);
        const bool of_output = stage.role == Role::output;
        add_change(of_output ? "sound_output" : "sound_input",
                   fmt::format("pin 1 of {} taken to the chassis", stage.name),
                   of_output ? name : output_->name, cable(), of_output ? input_->name : name);
    }

    void resistor() {
        if (output_->kind->name != "unbalanced" || !has_cold_leg()) return;
        const Setting& rout = output_->parameters.setting("rout");
        if (rout.parts.empty() || rout.parts[0].value <= 0) return;
        const std::string name = unused(description_, output_->name + "_with_resistor");
        const std::string couple = output_->parameters.setting("couple").written;
        changed_.text += fmt::format(
            "output {} : impedance_balanced {{ rout = {}, pin3 = {} 1%, couple = {}, level = {} V }}\n", name,
            rout.written, shortest(rout.parts[0].value), couple.empty() ? "none" : couple,
            shortest(output_->parameters.number("level")));
        std::string label =
            fmt::format("a resistor of {} on pin 3", engineering(rout.parts[0].value, Unit::ohm));
        const std::string lead = balanced_cable(label);
        add_change("resistor", label, name, lead, input_->name);
    }

    // An output in place of the one there is, for the same signal; `step_down`: what it takes off its level.
    void driver(const std::string& kind, const std::string& definition, double step_down, std::string label) {
        if (output_->kind->name == kind) return;
        const std::string name = unused(description_, output_->name + "_" + kind);
        changed_.text += fmt::format("output {} : {}, level = {} V }}\n", name, definition,
                                     shortest(output_->parameters.number("level") / step_down));
        const std::string lead = balanced_cable(label);
        add_change(kind, label, name, lead, input_->name);
    }

    bool has_cold_leg() const { return input_->kind->name != "unbalanced"; }

    void receiver() {
        const std::string_view kind = input_->kind->name;
        std::string label, definition;
        if (kind == "unbalanced") {
            label = "a balanced receiver of 1 % parts";
            definition = "difference { r = 10k 1%, opamp = ne5532 }";
        } else if (kind == "difference") {
            label = "an instrumentation amplifier of 0.1 % parts as receiver";
            definition = "instrumentation { r_bias = 100k 1%, r = 10k 0.1%, opamp = ne5532 }";
        } else if (kind == "instrumentation") {
            label = "an input transformer";
            definition = "transformer";
        } else {
            return;
        }
        const std::string name = unused(description_, input_->name + "_better");
        changed_.text += fmt::format("input {} : {}\n", name, definition);
        const std::string lead = balanced_cable(label);
        add_change("better_receiver", label, grounded_cold(), lead, name);
    }

    // The output with its cold pin wired to the chassis, where it is open: a receiver needs the reference.
    std::string grounded_cold() {
        if (output_->kind->name != "unbalanced" || !output_->parameters.is("pin3", "open"))
            return output_->name;
        std::string name = unused(description_, output_->name + "_grounded_cold");
        changed_.text += fmt::format("output {} : {} {{ pin3 = ground }}\n", name, output_->name);
        return name;
    }

    const Description& description_;
    StagePtr output_, cable_, input_;
    std::string ground_, balanced_, more_;
    ChangedDescription changed_;
};

}  // namespace

std::variant<ChangedDescription, std::string> standard_changes(const Description& description) {
    if (description.links.size() == 1) {
        const Link& link = *description.links.front();
        const bool named = link.ground->source != nullptr;
        const std::string room = named ? link.ground->name : unused(description, "room");
        Changes changes(description, link.output, link.cable->source ? link.cable : nullptr, link.input,
                        room);
        // without a ground there is no hum: then the link is made again, in a room
        if (!named) changes.assume_room();
        return changes.all(named ? link.name : std::string());
    }
    std::string problem;
    const StagePtr output = only(description, Role::output, problem),
                   input = only(description, Role::input, problem);
    const StagePtr cable = only(description, Role::cable, problem),
                   between = only(description, Role::ground, problem);
    if (!problem.empty()) return problem;
    if (!output || !input)
        return fmt::format("there is no {}: advice needs an output and an input, or links between them",
                           output ? "input" : "output");
    const std::string room = between ? between->name : unused(description, "room");
    Changes changes(description, output, cable, input, room);
    if (!between) changes.assume_room();
    return changes.all({});
}

}  // namespace pin3
