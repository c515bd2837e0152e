// What is wrong with a description, as data. render() turns it into text.
#pragma once

#include "core/source.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

enum class Severity { error, warning };

// Every message has a code that never changes its meaning; the table in codes.cpp says what it is.
enum class Code;

struct Diagnostic {
    Code code;
    Span span;             // the place; source == nullptr when there is none
    std::string message;   // what is wrong: one sentence without a full stop
    std::string expected;  // what could have stood here; may be empty
    std::string help;      // the next step: what to write or do
    Severity severity = Severity::error;
};

using Diagnostics = std::vector<Diagnostic>;

struct RenderStyle {
    bool color = false;
};

// file:line:column: error[P012]: message, the source line, a caret line, expected and help.
// Tabs are expanded, control bytes are shown as ?, long lines are cut around the caret.
std::string render(const Diagnostic& diagnostic, RenderStyle style = {});

bool has_errors(const Diagnostics& diagnostics);

// In the order of the text, file by file as they first occur, and at most 20 with a remark on how many are
// left out.
Diagnostics in_order(Diagnostics diagnostics);

// The names of `known` nearest to `name` (edit distance of at most 2, or a third of the length), best first.
std::vector<std::string> nearest(std::string_view name, std::span<const std::string_view> known);

// "did you mean `x`?", or the whole list when nothing is near: the help line for an unknown name.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> known);

}  // namespace pin3
