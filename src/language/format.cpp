#include "language/comments.hpp"
#include "language/pieces.hpp"
#include "language/print.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {

namespace {

using namespace syntax;

constexpr std::size_t widest = 100;  // longer blocks get a line for each parameter
constexpr std::string_view indent = "    ";

std::string padded(std::string_view text, std::size_t width) {
    return fmt::format("{:{}}", text, width);
}

// The columns that neighbouring statements share.
struct Columns {
    std::size_t role = 0;
    std::size_t separator = 0;  // of `:` and `=`
    std::size_t kind = 0;
    std::size_t output = 0;
    std::size_t cable = 0;
    std::size_t input = 0;
};

class Formatter {
public:
    explicit Formatter(const File& file)
        : file_(file), text_(file.source->text), comments_(comments_of(text_)) {
        measure();
    }

    std::string run();

private:
    void measure();
    void add(std::string text, std::size_t begin, std::size_t end);
    void add_comments_before(std::size_t offset);
    void add_statement(const Statement& statement);
    void trail_comment();

    bool newline_between(std::size_t begin, std::size_t end) const {
        return text_.substr(begin, end - begin).find('\n') != std::string_view::npos;
    }
    bool blank_line_between(std::size_t begin, std::size_t end) const {
        const auto gap = text_.substr(begin, end - begin);
        return std::count(gap.begin(), gap.end(), '\n') > 1;
    }
    bool in_one_line(const Span& span, const Statement& statement) const;
    std::size_t brace_of(const Statement& statement) const;

    std::string head(const Definition& definition, bool one_line) const;
    std::string line(const Link& link) const;
    void add_block(const std::vector<Parameter>& parameters, const Span& span, std::size_t brace);

    const File& file_;
    std::string_view text_;
    std::vector<Comment> comments_;
    std::size_t next_comment_ = 0;
    Columns columns_;
    std::vector<std::string> lines_;
    std::size_t end_ = 0;  // of what has been laid out, in the source
    bool fresh_ = true;    // no blank line belongs here: start of the file or of a block
    std::string_view margin_;
};

std::string canonical(const Statement& statement) {
    return std::visit([](const auto& node) { return pieces::statement(node); }, statement);
}

Span span_of(const Statement& statement) {
    return std::visit([](const auto& node) { return node.span; }, statement);
}

const std::vector<Parameter>* block_of(const Statement& statement) {
    if (const auto* definition = std::get_if<Definition>(&statement)) return &definition->parameters;
    if (const auto* sweep = std::get_if<Sweep>(&statement)) return &sweep->parameters;
    return nullptr;
}

// Whether a statement stays in one line. Its aligned length plays no part, or formatting twice would give
// another result.
bool Formatter::in_one_line(const Span& span, const Statement& statement) const {
    return !newline_between(brace_of(statement), span.end) && canonical(statement).size() <= widest;
}

// The offset of a statement's `{`, or its end when it has none.
std::size_t Formatter::brace_of(const Statement& statement) const {
    const auto span = span_of(statement);
    if (block_of(statement) == nullptr) return span.end;
    const auto* definition = std::get_if<Definition>(&statement);
    for (std::size_t i = definition != nullptr ? definition->kind.span.end : span.begin; i < span.end; ++i) {
        if (text_[i] == '{') return i;
        if (text_[i] == '#') i = text_.find('\n', i);
    }
    return span.end;
}

void Formatter::measure() {
    std::size_t aligned = 0;
    for (const auto& statement : file_.statements) {
        if (const auto* definition = std::get_if<Definition>(&statement)) {
            columns_.role = std::max(columns_.role, role_name(definition->role).size());
        }
    }
    for (const auto& statement : file_.statements) {
        if (const auto* definition = std::get_if<Definition>(&statement)) {
            ++aligned;
            columns_.separator =
                std::max(columns_.separator, columns_.role + 1 + definition->name.text.size());
            if (!definition->parameters.empty() && in_one_line(definition->span, statement)) {
                columns_.kind = std::max(columns_.kind, definition->kind.text.size());
            }
        }
        if (const auto* link = std::get_if<Link>(&statement)) {
            ++aligned;
            columns_.separator =
                std::max(columns_.separator, std::string_view("link ").size() + link->name.text.size());
            columns_.output = std::max(columns_.output, link->output.text.size());
            if (!link->cable) continue;
            columns_.cable = std::max(columns_.cable, link->cable->text.size());
            columns_.input = std::max(columns_.input, link->input.text.size());
        }
    }
    // Where columns are formed, two blanks set the names off; a line alone looks like any sentence.
    columns_.separator += aligned > 1 ? 2 : 1;
}

std::string Formatter::head(const Definition& definition, bool one_line) const {
    const auto name = padded(role_name(definition.role), columns_.role) + " " + definition.name.text;
    const auto kind = one_line ? padded(definition.kind.text, columns_.kind) : definition.kind.text;
    return padded(name, columns_.separator) + ": " + kind;
}

std::string Formatter::line(const Link& link) const {
    auto out = fmt::format("{}= {} -> ", padded(fmt::format("link {}", link.name.text), columns_.separator),
                           padded(link.output.text, columns_.output));
    auto input = link.input.text;
    if (link.cable) {
        out += padded(link.cable->text, columns_.cable) + " -> ";
        input = padded(input, link.ground ? columns_.input : 0);
    }
    out += input;
    return link.ground ? fmt::format("{} @ {}", out, link.ground->text) : out;
}

// Adds a line that stands for the source from `begin` to `end`, behind a blank line if there was one.
void Formatter::add(std::string text, std::size_t begin, std::size_t end) {
    if (!fresh_ && blank_line_between(end_, std::max(begin, end_))) lines_.emplace_back();
    fresh_ = false;
    lines_.push_back(std::string(margin_) + std::move(text));
    end_ = std::max(end, end_);
}

void Formatter::add_comments_before(std::size_t offset) {
    for (; next_comment_ < comments_.size() && comments_[next_comment_].begin < offset; ++next_comment_) {
        const auto& comment = comments_[next_comment_];
        add(std::string(comment.text), comment.begin, comment.begin + comment.text.size());
    }
}

// A comment behind the last line, in the same line of the source, stays there.
void Formatter::trail_comment() {
    if (next_comment_ == comments_.size()) return;
    const auto& comment = comments_[next_comment_];
    if (newline_between(end_, comment.begin)) return;
    const auto between = text_.substr(end_, comment.begin - end_);
    if (between.find_first_not_of(" \t\r,") != std::string_view::npos) return;
    lines_.back() += fmt::format("  {}", comment.text);
    end_ = comment.begin + comment.text.size();
    ++next_comment_;
}

void Formatter::add_block(const std::vector<Parameter>& parameters, const Span& span, std::size_t brace) {
    const bool spread = !newline_between(brace, span.end);  // it was in one line, which is too long
    margin_ = indent;
    fresh_ = true;
    for (std::size_t i = 0; i < parameters.size();) {
        const auto begin = parameters[i].span.begin;
        // Parameters that share a line of the source keep sharing it.
        auto last = i;
        auto group = pieces::parameter(parameters[i]);
        while (!spread && last + 1 < parameters.size() &&
               !newline_between(parameters[last].span.begin, parameters[last + 1].span.begin)) {
            group += fmt::format(", {}", pieces::parameter(parameters[++last]));
        }
        if (indent.size() + group.size() > widest) {
            group = pieces::parameter(parameters[i]);
            last = i;
        }
        add_comments_before(parameters[last].span.end);
        add(group, begin, parameters[last].span.end);
        trail_comment();
        i = last + 1;
    }
    add_comments_before(span.end);
    margin_ = {};
}

void Formatter::add_statement(const Statement& statement) {
    const auto span = span_of(statement);
    const auto brace = brace_of(statement);
    const auto* parameters = block_of(statement);
    const auto inner =
        std::upper_bound(comments_.begin(), comments_.end(), brace,
                         [](std::size_t offset, const Comment& c) { return offset < c.begin; });
    const bool has_comments = inner != comments_.end() && inner->begin < span.end;
    const bool block = parameters != nullptr && brace != span.end && (!parameters->empty() || has_comments);
    const bool one_line = !block || (in_one_line(span, statement) && !has_comments);
    // Comments in the midst of the statement move in front of it.
    add_comments_before(one_line ? span.end : brace);

    const auto* definition = std::get_if<Definition>(&statement);
    if (one_line) {
        auto text = canonical(statement);
        if (const auto* link = std::get_if<Link>(&statement)) text = line(*link);
        if (definition != nullptr) {
            text = head(*definition, block) +
                   (block ? fmt::format(" {}", pieces::block(*parameters)) : std::string{});
        }
        add(std::move(text), span.begin, span.end);
        return trail_comment();
    }
    add((definition != nullptr ? head(*definition, false) : "sweep") + " {", span.begin, brace + 1);
    trail_comment();
    add_block(*parameters, span, brace);
    fresh_ = true;  // no blank line in front of the closing brace
    add("}", span.end - 1, span.end);
    trail_comment();
}

std::string Formatter::run() {
    for (const auto& statement : file_.statements) {
        add_comments_before(span_of(statement).begin);
        add_statement(statement);
    }
    add_comments_before(text_.size());
    std::string out;
    for (const auto& text : lines_) out += text + "\n";
    return out;
}

}  // namespace

std::string format(const File& file) {
    return Formatter(file).run();
}

}  // namespace pin3
