#include "core/codes.hpp"
#include "core/diagnostic.hpp"
#include "core/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {

namespace {

constexpr std::size_t tab_width = 4;
constexpr std::size_t widest = 100;  // characters of a source line that are shown
constexpr std::size_t context = 30;  // of them in front of the caret when a line is cut

enum class Ink { plain, bold, error, warning, gutter, help };

std::string_view escape(Ink ink) {
    switch (ink) {
        case Ink::plain:
            return "";
        case Ink::bold:
            return "\033[1m";
        case Ink::error:
            return "\033[1;31m";
        case Ink::warning:
            return "\033[1;33m";
        case Ink::gutter:
            return "\033[34m";
        case Ink::help:
            return "\033[36m";
    }
    return "";
}

std::string inked(std::string_view text, Ink ink, const RenderStyle& style) {
    if (!style.color || ink == Ink::plain || text.empty()) return std::string(text);
    return fmt::format("{}{}\033[0m", escape(ink), text);
}

// Text that may come from a file: it must not be able to steer the terminal.
std::string harmless(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = character_at(text, i);
        if (c.valid && (c.code == '\n' || !is_control(c.code))) {
            out += text.substr(i, c.length);
        } else {
            out += '?';
        }
        i += c.length;
    }
    return out;
}

// A source line as it is shown, and the columns of the screen that the span takes.
struct Shown {
    std::vector<std::string> cells;  // one character each
    std::size_t begin = 0;
    std::size_t end = 0;
};

Shown lay_out(std::string_view line, std::size_t begin, std::size_t end) {
    Shown shown;
    shown.begin = shown.end = std::string::npos;
    const auto mark = [&](std::size_t at) {
        if (at >= begin && shown.begin == std::string::npos) shown.begin = shown.cells.size();
        if (at >= end && shown.end == std::string::npos) shown.end = shown.cells.size();
    };
    for (std::size_t i = 0; i < line.size();) {
        mark(i);
        const auto c = character_at(line, i);
        if (c.valid && c.code == '\t') {
            do shown.cells.emplace_back(" ");
            while (shown.cells.size() % tab_width != 0);
        } else if (!c.valid || is_control(c.code)) {
            shown.cells.emplace_back("?");
        } else {
            shown.cells.emplace_back(line.substr(i, c.length));
        }
        i += c.length;
    }
    mark(std::string::npos);
    shown.end = std::max(shown.end, shown.begin + 1);  // a place between two characters still gets its caret
    return shown;
}

// Cuts a long line so that the caret is seen with what stands in front of it.
void cut(Shown& shown) {
    if (shown.cells.size() <= widest) return;
    const auto from = shown.begin > widest - context ? shown.begin - context : 0;
    const auto to = std::min(shown.cells.size(), from + widest);
    std::vector<std::string> kept(shown.cells.begin() + static_cast<std::ptrdiff_t>(from),
                                  shown.cells.begin() + static_cast<std::ptrdiff_t>(to));
    shown.begin -= from;
    shown.end = std::min(shown.end - from, std::max(kept.size(), shown.begin + 1));
    if (from > 0) {
        kept.insert(kept.begin(), "...");
        shown.begin += 3;
        shown.end += 3;
    }
    if (to < shown.cells.size()) kept.emplace_back("...");
    shown.cells = std::move(kept);
}

std::string excerpt(const Span& span, std::size_t line_number, Ink ink, const RenderStyle& style) {
    const auto line = line_at(*span.source, span.begin);
    const auto line_offset = static_cast<std::size_t>(line.data() - span.source->text.data());
    const auto clamp = [&](std::size_t offset) {
        return std::min(offset > line_offset ? offset - line_offset : 0, line.size());
    };
    auto shown = lay_out(line, clamp(span.begin), clamp(span.end));
    cut(shown);

    const auto number = std::to_string(line_number);
    const auto source_gutter = inked(fmt::format(" {} |", number), Ink::gutter, style);
    const auto caret_gutter =
        inked(fmt::format(" {} |", std::string(number.size(), ' ')), Ink::gutter, style);
    std::string source_line;
    for (const auto& cell : shown.cells) source_line += cell;
    const auto carets = inked(std::string(shown.end - shown.begin, '^'), ink, style);
    return fmt::format("{}{}{}\n{} {}{}\n", source_gutter, source_line.empty() ? "" : " ", source_line,
                       caret_gutter, std::string(shown.begin, ' '), carets);
}

// "= help: ..." below the excerpt; a second line of the text stands below the first.
std::string note(std::string_view title, std::string_view text, std::size_t indent,
                 const RenderStyle& style) {
    if (text.empty()) return {};
    const auto head = fmt::format("{}= {}: ", std::string(indent, ' '), title);
    std::string body = harmless(text);
    for (std::size_t at = body.find('\n'); at != std::string::npos; at = body.find('\n', at + 1)) {
        body.insert(at + 1, head.size(), ' ');
    }
    return inked(head, Ink::help, style) + body + "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic, RenderStyle style) {
    const bool error = diagnostic.severity == Severity::error;
    const auto ink = error ? Ink::error : Ink::warning;
    const auto& span = diagnostic.span;

    std::string out;
    std::size_t indent = 1;
    Position place;
    if (span.source != nullptr) {
        place = position(*span.source, span.begin);
        out += inked(fmt::format("{}:{}:{}: ", harmless(span.source->path), place.line, place.column),
                     Ink::bold, style);
        indent = std::to_string(place.line).size() + 2;
    }
    const auto title = fmt::format("{}[{}]: ", error ? "error" : "warning", entry(diagnostic.code).id);
    out += inked(title, ink, style) + inked(harmless(diagnostic.message), Ink::bold, style) + "\n";
    if (span.source != nullptr) out += excerpt(span, place.line, ink, style);
    out += note("expected", diagnostic.expected, indent, style);
    out += note("help", diagnostic.help, indent, style);
    return out;
}

}  // namespace pin3
