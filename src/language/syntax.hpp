// The syntax tree: what a description says, word for word, before any of it is understood.
// No stage kind, parameter or metric is known here. Every node has its span.
#pragma once

#include "core/source.hpp"
#include "core/tolerance.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace pin3::syntax {

// An identifier: [A-Za-z_][A-Za-z0-9_]*
struct Name {
    std::string text;
    Span span;
};

// A quoted string without its quotes.
struct Text {
    std::string text;
    Span span;
};

// A number with its suffix as written ("4k7", "10 m", "100 mV"); core/quantity.hpp reads it once the unit is
// known.
struct Literal {
    std::string text;
    Span span;
};

// "5%", "+-5%", "±5% gaussian", "1% matched 0.05%"
struct ToleranceNote {
    Tolerance tolerance;
    Span span;
};

struct Value {
    std::optional<Literal> row;  // "3" of `3 x 100k`, so many equal parts in series; only before a literal
    std::variant<Literal, Name, Text, std::vector<Value>> data;
    std::optional<ToleranceNote> tolerance;  // only behind a literal
    Span span;
};

struct Parameter {
    Name name;
    Value value;
    Span span;
};

enum class Role { output, input, cable, ground, opamp };

struct Use {
    Text path;
    Span span;
};

struct Definition {
    Role role;
    Name name;
    Name kind;
    std::vector<Parameter> parameters;
    Span span;
};

struct Link {
    Name name;
    Name output;
    std::optional<Name> cable;
    Name input;
    std::optional<Name> ground;
    Span span;
};

struct Sweep {
    std::vector<Parameter> parameters;
    Span span;
};

enum class Relation { at_least, at_most };

struct Expectation {
    Name subject;  // a link, an output or an input
    Name metric;
    std::optional<Literal> at;
    Relation relation;
    Literal bound;
    std::optional<Literal> yield;  // "99%"
    Span span;
};

using Statement = std::variant<Use, Definition, Link, Sweep, Expectation>;

struct File {
    SourcePtr source;
    std::vector<Statement> statements;
};

}  // namespace pin3::syntax

namespace pin3 {

// "output", "input", "cable", "ground", "opamp"
std::string_view role_name(syntax::Role role);

}  // namespace pin3
