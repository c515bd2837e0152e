#include "language/keywords.hpp"

#include "core/utf8.hpp"

namespace pin3 {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

// What stands behind the keyword at `at`: the next character that is not blank, '\n' at the end of the line.
char behind(std::string_view text, std::size_t at) {
    at += keyword_at(text, at).size();
    while (at < text.size() && is_blank(text[at])) ++at;
    return at < text.size() ? text[at] : '\n';
}

}  // namespace

std::string_view keyword_at(std::string_view text, std::size_t at) {
    for (const auto keyword : keywords) {
        if (text.compare(at, keyword.size(), keyword) != 0) continue;
        const auto end = at + keyword.size();
        if (end == text.size() || !is_word(text[end])) return keyword;
    }
    return {};
}

bool first_in_line(std::string_view text, std::size_t at) {
    while (at > 0 && is_blank(text[at - 1])) --at;
    return at == 0 || text[at - 1] == '\n' || text.substr(0, at) == byte_order_mark();
}

bool statement_begins(std::string_view text, std::size_t at) {
    const auto keyword = keyword_at(text, at);
    if (keyword.empty() || !first_in_line(text, at)) return false;
    const char next = behind(text, at);
    if (keyword == "use") return next == '"';
    if (keyword == "sweep") return next == '{';
    return is_word(next);
}

std::size_t next_statement(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find('\n', from); at != std::string_view::npos; at = text.find('\n', at)) {
        ++at;
        while (at < text.size() && is_blank(text[at])) ++at;
        const auto keyword = at < text.size() ? keyword_at(text, at) : std::string_view{};
        // `opamp = ne5532` and `ground = 0.1` are parameters, as far as a text in error can be understood.
        const bool may_be_parameter =
            keyword != "link" && keyword != "use" && keyword != "sweep" && keyword != "expect";
        if (!keyword.empty() && !(may_be_parameter && behind(text, at) == '=')) return at;
    }
    return text.size();
}

}  // namespace pin3
