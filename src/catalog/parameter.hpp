// What a kind can be told: its table of parameters, and the values that a description gave.
#pragma once

#include "circuit/circuit.hpp"
#include "core/source.hpp"
#include "core/unit.hpp"

#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

enum class Shape {
    quantity,           // 1k 5 %; also one of `words`, where there are any
    word,               // one of `words`
    word_and_quantity,  // one of `words`, or (word, 1k)
    quantities,         // (50 Hz, 1 kHz)
    pairs,              // one of `words`, or ((3, 12), (5, 8)): harmonic and percent
    opamp,              // ideal, a name, or "file"
    level,              // a voltage or a level: V, dBu, dBV; held in volts rms
};

// One line of a kind's table. Help, manual, completion and checks all come from it.
struct ParameterSpec {
    std::string_view name;
    Shape shape = Shape::quantity;
    Unit unit = Unit::none;
    // As the language writes it; "= rout" for the value and tolerance of another parameter; "" when there is
    // none and the parameter must be given.
    std::string_view standard;
    std::string_view help;
    std::vector<std::string_view> words = {};
    double minimum = 0;  // inclusive unless `positive`
    double maximum = std::numeric_limits<double>::infinity();
    bool positive = false;         // zero is not allowed
    bool tolerance = true;         // may have one
    bool whole = false;            // a whole number
    std::string_view former = {};  // another name that it is read by as well
};

// Whether a description means this parameter by the name.
inline bool is_called(const ParameterSpec& spec, std::string_view name) {
    return spec.name == name || (!spec.former.empty() && spec.former == name);
}

struct Stage;

// The value of one parameter.
struct Setting {
    std::vector<Part> parts;             // the quantities, in base units
    std::string word;                    // the word, when one was given
    std::shared_ptr<const Stage> model;  // shape opamp: null for `ideal` and for a file
    std::string file;                    // shape opamp: the path of a SPICE file,
    std::string model_text;              // its text, made safe,
    std::string subcircuit;              // and the subcircuit in it
    bool given = false;                  // by the description, not by default
    std::string written;                 // as the language writes it: "1k 5%"
    Span span;
};

// The values of all parameters of a kind. Asking for a name that is not in the kind's table is a mistake of
// the programmer and throws std::out_of_range.
class Parameters {
public:
    void set(std::string name, Setting setting) { settings_[std::move(name)] = std::move(setting); }
    const Setting& setting(std::string_view name) const;
    bool has(std::string_view name) const { return settings_.contains(name); }

    const Part& part(std::string_view name) const { return setting(name).parts.at(0); }
    double number(std::string_view name) const { return part(name).value; }
    const std::string& word(std::string_view name) const { return setting(name).word; }
    bool is(std::string_view name, std::string_view word) const { return setting(name).word == word; }
    bool given(std::string_view name) const { return setting(name).given; }
    const std::map<std::string, Setting, std::less<>>& all() const { return settings_; }

private:
    std::map<std::string, Setting, std::less<>> settings_;
};

}  // namespace pin3
