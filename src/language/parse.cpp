#include "language/parse.hpp"

#include "core/codes.hpp"
#include "core/utf8.hpp"
#include "language/complaint.hpp"
#include "language/grammar.hpp"
#include "language/keywords.hpp"

#include <fmt/format.h>

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
    void read_statement(std::vector<syntax::Statement>& statements);
    bool read_block(std::vector<syntax::Parameter>& parameters, Setting setting);
    bool finish(syntax::Statement& statement, const char* begin);
    void report(Setting setting);
    void take_errors();
    void skip_parameter(const char* from);

    std::size_t offset(const char* at) const { return static_cast<std::size_t>(at - trace_.begin()); }
    bool enough() const { return errors_.size() > most_errors; }

    std::string_view text_;
    Trace trace_;
    const char* at_ = nullptr;
    Diagnostics errors_;
};

bool Reader::check_characters() {
    if (const auto nul = text_.find('\0'); nul != std::string_view::npos) {
        const auto* place = trace_.begin() + nul;
        errors_.push_back({Code::bad_text, trace_.span(place, place + 1),
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
        const auto message = c.valid ? fmt::format("the control character U+{:04X} cannot stand in a description",
                                                   static_cast<unsigned>(c.code))
                                     : fmt::format("the byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text_[i]));
        errors_.push_back({Code::bad_text, trace_.span(place, place + c.length), message, {},
                           c.valid ? "delete it" : "save the file in UTF-8"});
        // One message a line: a file in another encoding has many of them.
        i = std::min(text_.find('\n', i), text_.size());
    }
    return true;
}

void Reader::take_errors() {
    for (auto& error : trace_.errors) errors_.push_back(std::move(error));
    trace_.errors.clear();
}

// Reports what the parse that just failed left behind, unless that place has been reported already.
void Reader::report(Setting setting) {
    if (!trace_.errors.empty()) return take_errors();
    auto error = syntax_error(trace_, setting);
    for (const auto& known : errors_) {
        const bool same = known.span.begin <= error.span.begin && error.span.begin < std::max(known.span.end, known.span.begin + 1);
        if (same) return;
    }
    errors_.push_back(std::move(error));
}

Setting setting_of(std::string_view keyword) {
    if (keyword.empty()) return Setting::top;
    if (keyword == "use") return Setting::use;
    if (keyword == "link") return Setting::link;
    if (keyword == "sweep") return Setting::sweep;
    if (keyword == "expect") return Setting::expectation;
    return Setting::definition;
}

void Reader::read_file(std::vector<syntax::Statement>& statements) {
    grammar::skip_blanks(at_, trace_);
    while (at_ != trace_.end() && !enough()) {
        read_statement(statements);
        grammar::skip_blanks(at_, trace_);
    }
}

void Reader::read_statement(std::vector<syntax::Statement>& statements) {
    const auto* begin = at_;
    const auto known = errors_.size();
    auto read = grammar::statement(at_, trace_);
    if (read && finish(*read, begin)) {
        take_errors();
        if (errors_.size() == known) statements.push_back(std::move(*read));
        return;
    }
    if (!read) {
        report(setting_of(keyword_at(text_, offset(begin))));
        at_ = trace_.begin() + next_statement(text_, std::max(offset(begin), trace_.farthest ? offset(trace_.farthest) : 0));
        trace_.reset();
    }
}

}  // namespace

}  // namespace pin3
