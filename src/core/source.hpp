// The text of a description and places in it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pin3 {

// One file of description as it was read. Sources are immutable and shared: spans point into them.
struct Source {
    std::string path;  // as the user named it, for messages
    std::string text;
};

using SourcePtr = std::shared_ptr<const Source>;

// A half-open range of bytes [begin, end) of a source.
struct Span {
    const Source* source = nullptr;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

// Line and column as an editor shows them: both from 1, the column in characters (not bytes).
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;
};

// The position of a byte offset; an offset behind the end is taken as the end.
Position position(const Source& source, std::size_t offset);

// The line (without its end) in which an offset lies.
std::string_view line_at(const Source& source, std::size_t offset);

// The text of a span.
std::string_view text(const Span& span);

}  // namespace pin3
