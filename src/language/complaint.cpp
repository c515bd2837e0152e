#include "language/complaint.hpp"

#include "core/codes.hpp"
#include "core/utf8.hpp"
#include "language/keywords.hpp"

#include <fmt/format.h>

#include <array>

namespace pin3 {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// What could have been meant as part of a name, but is none: umlauts, hyphens.
bool is_foreign(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || c == '-' || c == '/' || c == '\\';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::string_view example(Construct construct) {
    switch (construct) {
        case Construct::top:
            return "a file is made of statements, for example `output synth : unbalanced { rout = 1k 5% }`";
        case Construct::use:
            return "write it like `use \"models/op-amps.pin3\"`";
        case Construct::definition:
            return "write it like `output synth : unbalanced { rout = 1k 5% }`";
        case Construct::link:
            return "write it like `link stock = synth -> lead -> mixer @ rack`";
        case Construct::sweep:
            return "write it like `sweep { from = 10 Hz, to = 100 kHz, points = 20 }`";
        case Construct::expectation:
            return "write it like `expect stock.cmrr at 1 kHz >= 35 dB for 99%`";
        case Construct::parameters:
            return "write a parameter like `rout = 1k 5%`";
        case Construct::value:
            return "write a value like `1k 5%`, `open`, `\"file.lib\"` or `(source, 1k)`";
    }
    return {};
}

// What word processors and web pages make of plain signs.
struct LookAlike {
    std::string_view wrong;
    std::string_view right;
};

constexpr std::array<LookAlike, 16> look_alikes{{
    {"\u2192", "->"},
    {"\u21D2", "->"},
    {"=>", "->"},
    {"-->", "->"},
    {"\u2265", ">="},
    {"\u2264", "<="},
    {"=<", "<="},
    {">", ">="},
    {"<", "<="},
    {"\u201C", "\""},
    {"\u201D", "\""},
    {"'", "\""},
    {"\u2013", "-"},
    {"\u2212", "-"},
    {"//", "#"},
    {";", ","},
}};

bool wanted(const Trace& trace, std::string_view label) {
    for (const auto candidate : trace.labels) {
        if (candidate.find(label) != std::string_view::npos) return true;
    }
    return false;
}

constexpr std::string_view naming =
    "a name is made of the letters a to z and A to Z, digits and `_`, and does not begin with a digit";

// The advice for one look-alike, empty when it is none or another sign belongs here.
std::string plain_sign(const Trace& trace, std::string_view rest) {
    if (rest.starts_with("\u00A0")) return "this is a no-break space: write a plain blank";
    for (const auto& [wrong, right] : look_alikes) {
        if (!rest.starts_with(wrong)) continue;
        if (right == "#") return "a comment begins with `#`";
        if (right == "\"") return "put text in plain double quotes: `\"`";
        if (right == "-" && wanted(trace, "a tolerance")) return "a tolerance needs no sign: `1k 5%`";
        if (right == "-" || wanted(trace, fmt::format("`{}`", right)))
            return fmt::format("write `{}`", right);
    }
    return {};
}

// A character that was meant as part of the name in front of it, or a digit that a name begins with.
bool spoils_name(const Trace& trace, std::string_view rest) {
    if (wanted(trace, "a name") || wanted(trace, "a kind") || wanted(trace, "an output"))
        return is_digit(rest[0]);
    const bool behind_name =
        wanted(trace, "`:`") || wanted(trace, "`=`") || wanted(trace, "`->`") || wanted(trace, "`.`");
    const char before = trace.farthest == trace.begin() ? ' ' : trace.farthest[-1];
    return behind_name && (is_letter(before) || is_digit(before)) && is_foreign(rest[0]);
}

// The next step. `rest` is the text from the error on, empty when the line or the file ends there.
std::string help(const Trace& trace, Construct construct, std::string_view rest) {
    const std::string_view before(trace.begin(), static_cast<std::size_t>(trace.token_end - trace.begin()));
    if (wanted(trace, "`=`")) {
        for (const std::string_view word : {"matched", "gaussian"}) {
            if (before.ends_with(word)) {
                return fmt::format("`{}` stands behind a tolerance: `10k 1% {}`", word,
                                   word == "matched" ? "matched 0.05%" : word);
            }
        }
    }
    if (before.ends_with(" x") && wanted(trace, "`=`"))
        return "the number of equal parts in series stands in front: `3 x 100k`";
    if (!rest.empty()) {
        if (auto sign = plain_sign(trace, rest); !sign.empty()) return sign;
        if (spoils_name(trace, rest)) return std::string(naming);
        if (is_digit(rest[0]) && wanted(trace, "a tolerance"))
            return "a tolerance has a percent sign: `1k 5%`";
        if (is_digit(rest[0]) && wanted(trace, "a percentage")) return "a percentage has its sign: `99%`";
        if (rest[0] == '=' && wanted(trace, "a value")) return "write a single `=`";
        if (rest[0] == '}' && wanted(trace, "a statement")) return "delete it: no `{` is open here";
        if (rest.starts_with("->") && wanted(trace, "`@`")) {
            return "a link has one cable at most: write it like `link stock = synth -> lead -> mixer`";
        }
    }
    if (wanted(trace, "`)`")) return "close the list with `)`";
    if (wanted(trace, "a path")) return "put the path in double quotes: `use \"models/op-amps.pin3\"`";
    if (construct == Construct::definition && wanted(trace, "`{`")) {
        return "put the parameters in braces: `{ rout = 1k 5% }`";
    }
    return std::string(example(construct));
}

std::string listed(const std::vector<std::string_view>& labels) {
    std::string list;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (i > 0) list += i + 1 == labels.size() ? " or " : ", ";
        list += labels[i];
    }
    return list;
}

// A comma between two digits is a decimal comma, whatever the grammar made of it.
std::optional<Diagnostic> decimal_comma(const Trace& trace, std::string_view text, std::size_t at) {
    const auto comma = at < text.size() && text[at] == ',' ? at : at - 1;
    if (at == 0 || comma == 0 || comma + 1 >= text.size() || text[comma] != ',') return {};
    if (!is_digit(text[comma - 1]) || !is_digit(text[comma + 1])) return {};
    auto begin = comma;
    while (begin > 0 && (is_digit(text[begin - 1]) || text[begin - 1] == '.')) --begin;
    const auto after = token_at(text, comma + 1);
    const auto whole = text.substr(begin, comma + 1 + after.size() - begin);
    return Diagnostic{Code::bad_number,
                      trace.span(trace.begin() + begin, trace.begin() + begin + whole.size()),
                      fmt::format("`{}` has a decimal comma", whole),
                      {},
                      fmt::format("write a point: `{}.{}`", text.substr(begin, comma - begin), after)};
}

}  // namespace

std::string_view token_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    auto end = at;
    if (is_letter(text[at]) || is_digit(text[at])) {
        while (end < text.size() &&
               (is_letter(text[end]) || is_digit(text[end]) || text[end] == '.' || text[end] == '%')) {
            ++end;
        }
        return text.substr(at, end - at);
    }
    for (const std::string_view sign : {"-->", "->", "=>", ">=", "<=", "=<", "==", "//"}) {
        if (text.substr(at).starts_with(sign)) return text.substr(at, sign.size());
    }
    return text.substr(at, character_at(text, at).length);
}

Diagnostic syntax_error(const Trace& trace, Construct construct) {
    const std::string_view text = trace.source->text;
    const auto at = static_cast<std::size_t>(trace.farthest - trace.begin());
    if (auto comma = decimal_comma(trace, text, at)) return std::move(*comma);

    const auto token = token_at(text, at);
    const std::string_view between(trace.token_end,
                                   static_cast<std::size_t>(trace.farthest - trace.token_end));
    const bool line_ended = between.find_first_of("\n#") != std::string_view::npos;
    const auto next = help(trace, construct, line_ended ? std::string_view{} : text.substr(at));

    if (trace.labels.size() == 1 && trace.labels.front() == "a statement" && !token.empty() &&
        is_letter(token[0])) {
        auto proposal = did_you_mean(token, keywords);
        if (nearest(token, keywords).empty()) proposal = example(Construct::top);
        return {Code::syntax, trace.span(trace.farthest, trace.farthest + token.size()),
                fmt::format("no statement begins with `{}`", token),
                listed({keywords.begin(), keywords.end()}), std::move(proposal)};
    }
    // What is missing at the end of a line is shown there, not where the next line begins.
    if (token.empty() || line_ended) {
        const auto* where = token.empty() || line_ended ? trace.token_end : trace.farthest;
        return {Code::syntax, trace.span(where, where),
                token.empty() ? "something is missing at the end of the file"
                              : "something is missing at the end of this line",
                listed(trace.labels), next};
    }
    return {Code::syntax, trace.span(trace.farthest, trace.farthest + token.size()),
            fmt::format("unexpected `{}`", token), listed(trace.labels), next};
}

}  // namespace pin3
