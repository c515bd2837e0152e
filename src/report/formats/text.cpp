// For a terminal.
#include "core/wrap.hpp"
#include "report/format.hpp"

#include <fmt/format.h>

#include <array>

namespace pin3 {
namespace {

constexpr int plot_height = 14;
constexpr double plot_ceiling_db = 200;

struct Sign {
    std::string_view text, sgr;  // sgr: how a terminal is told the colour
};

constexpr std::array signs = {Sign{}, Sign{"*", ""}, Sign{"+", "32"}, Sign{"-", "31"}, Sign{"!", "31"}};

// A block as lines.
class Lines {
public:
    explicit Lines(const TextStyle& style) : style_(style) {}

    std::string operator()(const Title& title) const {
        if (title.beside.empty()) return wrapped(title.text, 0, 2);
        const std::size_t used = title.text.size() + title.beside.size();
        return title.text + (used + 2 <= columns() ? std::string(columns() - used, ' ') : "\n") +
               title.beside + "\n";
    }
    std::string operator()(const Paragraph& paragraph) const { return wrapped(paragraph.text, 0, 0); }
    std::string operator()(const Note& note) const { return wrapped(note.text, 2, 4); }
    std::string operator()(const Written& line) const { return wrapped(line.text, 2, 4); }
    std::string operator()(const Verbatim& lines) const { return lines.text + "\n"; }
    std::string operator()(const Rule&) const { return std::string(columns(), '-') + "\n"; }
    std::string operator()(const Item& item) const {
        const Sign& sign = signs[static_cast<std::size_t>(item.mark)];
        const std::string mark = sign.text.empty() ? "" : paint(sign.text, sign.sgr) + " ";
        return wrapped(mark + item.text, 0, 2);
    }
    std::string operator()(const Entry& entry) const {
        return wrapped(paint(entry.name, "1") + ": " + entry.text, 0, 2);
    }
    std::string operator()(const Table& table) const {
        return table.rows.empty() && !table.when_empty ? "" : table_text(table, columns());
    }
    std::string operator()(const Chart& chart) const {
        const std::string drawn = plot_text(chart.curves, style_.width, plot_height, plot_ceiling_db);
        if (drawn.empty()) return {};
        std::string legend;
        for (std::size_t i = 0; i < chart.curves.size(); ++i)
            legend += fmt::format("{}{}={}", i ? ", " : "", static_cast<char>('a' + i), chart.curves[i].name);
        return wrapped(chart.subject.empty() ? fmt::format("{}: {}", chart.title, legend)
                                             : fmt::format("{}: {}, {}", chart.subject, chart.title, legend),
                       0, 2) +
               drawn;
    }
    std::string operator()(const Histogram& histogram) const { return histogram_text(histogram, columns()); }

private:
    std::size_t columns() const { return static_cast<std::size_t>(style_.width); }

    std::string wrapped(std::string_view text, std::size_t indent, std::size_t hanging) const {
        return wrap(text, columns(), indent, hanging);
    }

    std::string paint(std::string_view text, std::string_view sgr) const {
        return style_.color && !sgr.empty() ? fmt::format("\033[{}m{}\033[0m", sgr, text) : std::string(text);
    }

    const TextStyle& style_;
};

// A blank line follows each section but the last of the document.
std::string text_of(const Document& document, const TextStyle& style) {
    const Lines lines(style);
    std::string text;
    for (const Section& section : document.sections) {
        if (section.detail && !style.detail) continue;
        std::string part;
        for (const Block& block : section.blocks) part += std::visit(lines, block);
        text += part;
        if (!part.empty() && &section != &document.sections.back()) text += "\n";
    }
    return text;
}

}  // namespace

extern constinit const Format format_text{
    .name = "text",
    .suits = [](const Document& document) { return !document.sections.empty(); },
    .render = text_of,
};

}  // namespace pin3
