#include "language/parse.hpp"

#include "core/codes.hpp"
#include "core/utf8.hpp"
#include "language/complaint.hpp"
#include "language/grammar.hpp"
#include "language/keywords.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pin3 {

namespace {

constexpr std::size_t most_errors = 20;

// Reads a file statement by statement, goes on behind each error, and keeps the statements that are whole.
class Reader {
public:
    explicit Reader(const Source& source) : text_(source.text) {
        trace_.source = &source;
        at_ = trace_.begin() + (text_.starts_with(byte_order_mark()) ? byte_order_mark().size() : 0);
    }

    // False when the text is none at all, and reading on would only repeat that.
    bool check_characters();
    void read_file(std::vector<syntax::Statement>& statements);
    std::optional<syntax::Value> read_value();

    Diagnostics diagnostics();

private:
    bool read_statement(syntax::Statement& statement, Construct construct);
    bool read_block(std::vector<syntax::Parameter>& parameters);
    bool at_next_statement();
    void report(Construct construct);
    void take_errors();
    void skip_parameter(const char* begin);
    void skip_statement(const char* begin);

    std::size_t offset(const char* at) const { return static_cast<std::size_t>(at - trace_.begin()); }
    bool enough() const { return errors_.size() > most_errors; }

    std::string_view text_;
    Trace trace_;
    const char* at_ = nullptr;
    Diagnostics errors_;
    bool whole_ = true;  // the statement that is being read has no error so far
};

bool Reader::check_characters() {
    if (const auto nul = text_.find('\0'); nul != std::string_view::npos) {
        const auto* place = trace_.begin() + nul;
        errors_.push_back({Code::bad_text,
                           trace_.span(place, place + 1),
                           "this is not a text file: it contains NUL bytes",
                           {},
                           "save it as plain text in UTF-8 (not UTF-16)"});
        return false;
    }
    for (std::size_t i = 0; i < text_.size() && !enough();) {
        const auto c = character_at(text_, i);
        const bool blank = c.code == '\t' || c.code == '\n' || c.code == '\r';
        if (c.valid && (blank || !is_control(c.code))) {
            i += c.length;
            continue;
        }
        const auto* place = trace_.begin() + i;
        const auto message =
            c.valid ? fmt::format("the control character U+{:04X} cannot stand in a description",
                                  static_cast<unsigned>(c.code))
                    : fmt::format("the byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text_[i]));
        errors_.push_back({Code::bad_text,
                           trace_.span(place, place + c.length),
                           message,
                           {},
                           c.valid ? "delete it" : "save the file in UTF-8"});
        // One message a line: a file in another encoding has many of them.
        i = std::min(text_.find('\n', i), text_.size());
    }
    return true;
}

void Reader::take_errors() {
    if (!trace_.errors.empty()) whole_ = false;
    for (auto& error : trace_.errors) errors_.push_back(std::move(error));
    trace_.errors.clear();
}

// Reports what the parse that just failed left behind, unless that place has been reported already.
void Reader::report(Construct construct) {
    whole_ = false;
    if (!trace_.errors.empty()) return take_errors();
    auto error = syntax_error(trace_, construct);
    for (const auto& known : errors_) {
        const bool same = known.span.begin <= error.span.begin &&
                          error.span.begin < std::max(known.span.end, known.span.begin + 1);
        if (same) return;
    }
    errors_.push_back(std::move(error));
}

Construct construct_of(std::string_view keyword) {
    if (keyword.empty()) return Construct::top;
    if (keyword == "use") return Construct::use;
    if (keyword == "link") return Construct::link;
    if (keyword == "sweep") return Construct::sweep;
    if (keyword == "expect") return Construct::expectation;
    return Construct::definition;
}

void Reader::read_file(std::vector<syntax::Statement>& statements) {
    grammar::skip_blanks(at_, trace_);
    while (at_ != trace_.end() && !enough()) {
        whole_ = true;
        const auto* begin = at_;
        syntax::Statement statement;
        if (!read_statement(statement, construct_of(keyword_at(text_, offset(begin))))) skip_statement(begin);
        if (whole_) statements.push_back(std::move(statement));
        grammar::skip_blanks(at_, trace_);
    }
}

// False when the reader stands in the middle of something and has to look for the next statement.
bool Reader::read_statement(syntax::Statement& statement, Construct construct) {
    auto read = grammar::statement(at_, trace_);
    if (!read) {
        report(construct);
        return false;
    }
    statement = std::move(*read);
    take_errors();
    if (auto* definition = std::get_if<syntax::Definition>(&statement)) {
        if (grammar::opening_brace(at_, trace_)) {
            if (!read_block(definition->parameters)) return true;
            definition->span.end = static_cast<std::uint32_t>(offset(at_));
        }
    } else if (auto* sweep = std::get_if<syntax::Sweep>(&statement)) {
        if (!grammar::opening_brace(at_, trace_)) {
            report(construct);
            return false;
        }
        if (!read_block(sweep->parameters)) return true;
        sweep->span.end = static_cast<std::uint32_t>(offset(at_));
    }
    if (at_next_statement()) return true;
    report(construct);
    return false;
}

bool Reader::at_next_statement() {
    const auto* next = at_;
    grammar::skip_blanks(next, trace_);
    if (next == trace_.end() || !keyword_at(text_, offset(next)).empty()) return true;
    trace_.note(at_, next, "a statement");
    return false;
}

// Reads behind "{" up to and with "}". False when there is no "}": the reader then stands where the next
// statement begins. A parameter in error is reported and left out.
bool Reader::read_block(std::vector<syntax::Parameter>& parameters) {
    const auto* brace = at_ - 1;
    while (!enough()) {
        const auto* next = at_;
        grammar::skip_blanks(next, trace_);
        if (next == trace_.end() || statement_begins(text_, offset(next))) {
            const auto where = next == trace_.end()
                                   ? std::string("at the end of the file")
                                   : fmt::format("in front of line {}, where a new statement begins",
                                                 position(*trace_.source, offset(next)).line);
            errors_.push_back({Code::unterminated,
                               trace_.span(brace, brace + 1),
                               "this `{` is not closed",
                               {},
                               fmt::format("write `}}` {}", where)});
            whole_ = false;
            at_ = next;
            return false;
        }
        if (grammar::closing_brace(at_, trace_)) return true;
        if (auto parameter = grammar::parameter(at_, trace_)) {
            parameters.push_back(std::move(*parameter));
            take_errors();
        } else {
            report(Construct::parameters);
            skip_parameter(next);
        }
    }
    return false;
}

// Moves behind a parameter that began at `begin` and is wrong: to the comma, the end of the line or the brace
// that ends it.
void Reader::skip_parameter(const char* begin) {
    int braces = 0;
    for (at_ = std::max(begin, trace_.token_end); at_ != trace_.end(); ++at_) {
        if (*at_ == '\n') break;
        if (*at_ == ',' && braces == 0) break;
        if (*at_ == '#') {
            at_ = std::find(at_, trace_.end(), '\n');
            break;
        }
        if (*at_ == '"') {
            const auto* quote =
                std::find_if(at_ + 1, trace_.end(), [](char c) { return c == '"' || c == '\n'; });
            if (quote == trace_.end() || *quote == '\n') {
                at_ = quote;
                break;
            }
            at_ = quote;
        }
        if (*at_ == '{') ++braces;
        if (*at_ == '}' && braces-- == 0) break;
    }
    if (at_ != trace_.end() && *at_ != '}') ++at_;
    trace_.reset();
}

void Reader::skip_statement(const char* begin) {
    const auto* from = trace_.token_end == nullptr ? begin : std::max(begin, trace_.token_end);
    at_ = trace_.begin() + next_statement(text_, offset(from));
    trace_.reset();
}

std::optional<syntax::Value> Reader::read_value() {
    auto value = grammar::value(at_, trace_);
    if (value) {
        const auto* next = at_;
        grammar::skip_blanks(next, trace_);
        if (next == trace_.end()) {
            take_errors();
            return whole_ ? std::move(value) : std::nullopt;
        }
        trace_.note(at_, next, "the end");
    }
    report(Construct::value);
    return {};
}

Diagnostics Reader::diagnostics() {
    const auto before = [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; };
    std::stable_sort(errors_.begin(), errors_.end(), before);
    if (errors_.size() > most_errors) {
        const auto place = errors_[most_errors].span;
        errors_.resize(most_errors);
        errors_.push_back(
            {Code::too_many_errors,
             place,
             fmt::format("there are more errors from here on, only the first {} are shown", most_errors),
             {},
             "correct those above and run again",
             Severity::warning});
    }
    return std::move(errors_);
}

}  // namespace

Parsed parse(SourcePtr source) {
    Parsed parsed;
    Reader reader(*source);
    if (reader.check_characters()) reader.read_file(parsed.file.statements);
    parsed.diagnostics = reader.diagnostics();
    parsed.file.source = std::move(source);
    return parsed;
}

ParsedValue parse_value(const SourcePtr& source) {
    ParsedValue parsed;
    Reader reader(*source);
    if (reader.check_characters()) parsed.value = reader.read_value();
    parsed.diagnostics = reader.diagnostics();
    return parsed;
}

}  // namespace pin3
