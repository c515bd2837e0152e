#include "language/words.hpp"

#include "core/codes.hpp"
#include "core/decimal.hpp"

#include <fmt/format.h>

namespace pin3::grammar {

std::string literal_text(std::string_view written) {
    std::string text;
    for (const char c : written) {
        const bool blank = c == ' ' || c == '\t';
        if (!blank) text += c;
        if (blank && !text.ends_with(' ')) text += ' ';
    }
    return text;
}

std::string string_text(std::string_view written, Trace& trace) {
    std::string text;
    const auto body = written.substr(1, written.size() - 2);
    for (const auto* at = body.data(); at != body.data() + body.size(); ++at) {
        if (*at == '\\') {
            ++at;
            if (*at != '"' && *at != '\\') {
                trace.errors.push_back(
                    {Code::syntax,
                     trace.span(at - 1, at),
                     "a backslash stands before something that needs none",
                     {},
                     "write `\\\\` for a backslash, or `/` between the folders of a path"});
            }
        }
        text += *at;
    }
    return text;
}

void report_endless_string(std::string_view written, Trace& trace) {
    const auto length = written.find_last_not_of(" \t\r") + 1;
    trace.errors.push_back({Code::unterminated,
                            trace.span(written.data(), written.data() + length),
                            "this string has no closing quote in its line",
                            {},
                            "write `\"` at its end"});
}

double fraction_of(const syntax::Literal& percentage, Trace& trace) {
    const std::string_view text = percentage.text;
    const auto read = read_decimal(text.substr(0, text.find_first_of(" %")), -2);
    if (read.status != Decimal::Status::fine || !(read.value > 0) || !(read.value < 1)) {
        trace.errors.push_back({Code::bad_tolerance,
                                percentage.span,
                                fmt::format("a tolerance of `{}` is not possible", text),
                                {},
                                "write a percentage above 0 and below 100, for example `5%`"});
    }
    return read.value;
}

}  // namespace pin3::grammar
