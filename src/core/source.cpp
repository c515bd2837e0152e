#include "core/source.hpp"

#include "core/utf8.hpp"

#include <algorithm>

namespace pin3 {

namespace {

std::size_t line_begin(std::string_view text, std::size_t offset) {
    const auto newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    if (newline != std::string_view::npos) return newline + 1;
    return text.starts_with(byte_order_mark()) ? std::min(byte_order_mark().size(), offset) : 0;
}

}  // namespace

Position position(const Source& source, std::size_t offset) {
    const std::string_view all = source.text;
    offset = std::min(offset, all.size());
    const auto begin = line_begin(all, offset);
    const auto newlines = std::count(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
    return {static_cast<std::size_t>(newlines) + 1, count_characters(all.substr(begin, offset - begin)) + 1};
}

std::string_view line_at(const Source& source, std::size_t offset) {
    const std::string_view all = source.text;
    offset = std::min(offset, all.size());
    const auto begin = line_begin(all, offset);
    const auto newline = all.find('\n', offset);
    auto line = all.substr(begin, newline == std::string_view::npos ? newline : newline - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view text(const Span& span) {
    if (span.source == nullptr) return {};
    const std::string_view all = span.source->text;
    const auto begin = std::min<std::size_t>(span.begin, all.size());
    return all.substr(begin, std::max(span.begin, span.end) - span.begin);
}

}  // namespace pin3
