// For a review or an issue.
#include "report/format.hpp"

#include <fmt/format.h>

#include <array>

namespace pin3 {
namespace {

constexpr std::array<std::string_view, 5> signs = {"", "", "✓ ", "✗ ", "**!** "};

std::string cell(std::string_view text) {
    std::string escaped;
    for (const char c : text) escaped += c == '|' ? "\\|" : std::string(1, c);
    return escaped;
}

std::string table_markdown(const Table& table) {
    std::string out = "|";
    std::string rule = "|";
    for (const Column& column : table.columns) {
        out += " " + cell(column.title) + " |";
        rule += column.align == Align::left ? " :--- |" : " ---: |";
    }
    out += "\n" + rule + "\n";
    for (const auto& row : table.rows) {
        out += "|";
        for (const std::string& one : row) out += " " + cell(one) + " |";
        out += "\n";
    }
    return out;
}

std::string fenced(std::string_view text) {
    return fmt::format("```text\n{}```\n\n", text);
}

// What only characters can draw, as the text format does.
std::string drawing(const Block& block) {
    const std::string drawn = render({.sections = {{"", {block}}}}, *find_format("text"));
    return drawn.empty() ? "" : fenced(drawn);
}

// A block with its blank line behind it, but an item, which may not be the last of its list.
struct Lines {
    std::string operator()(const Title& title) const {
        return fmt::format("# {}\n\n{}{}", title.text, title.beside, title.beside.empty() ? "" : "\n\n");
    }
    std::string operator()(const Paragraph& paragraph) const { return paragraph.text + "\n\n"; }
    std::string operator()(const Note& note) const { return note.text + "\n\n"; }
    std::string operator()(const Written& line) const { return fenced(line.text + "\n"); }
    std::string operator()(const Verbatim& lines) const { return fenced(lines.text + "\n"); }
    std::string operator()(const Rule&) const { return "---\n\n"; }
    std::string operator()(const Item& item) const {
        return fmt::format("- {}{}\n", signs[static_cast<std::size_t>(item.mark)], item.text);
    }
    std::string operator()(const Entry& entry) const {
        return fmt::format("## {}\n\n`{}`\n\n", entry.name, entry.text);
    }
    std::string operator()(const Table& table) const {
        return table.rows.empty() && !table.when_empty ? "" : table_markdown(table) + "\n";
    }
    std::string operator()(const Chart& chart) const { return drawing(chart); }
    std::string operator()(const Histogram& histogram) const { return drawing(histogram); }
};

std::string markdown_of(const Document& document, const TextStyle& style) {
    std::string text;
    for (const Section& section : document.sections) {
        if (section.detail && !style.detail) continue;
        std::string part;
        bool list = false;
        for (const Block& block : section.blocks) {
            if (list && !std::holds_alternative<Item>(block)) part += "\n";
            list = std::holds_alternative<Item>(block);
            part += std::visit(Lines{}, block);
        }
        if (part.empty()) continue;
        if (!section.heading.empty()) text += fmt::format("## {}\n\n", section.heading);
        text += part + (list ? "\n" : "");
    }
    if (text.ends_with("\n\n")) text.pop_back();
    return text;
}

}  // namespace

extern constinit const Format format_markdown{
    .name = "markdown",
    .suits = [](const Document& document) { return !document.sections.empty(); },
    .render = markdown_of,
};

}  // namespace pin3
