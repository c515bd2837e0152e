#include "report/format.hpp"

#include <array>

namespace pin3 {

#define PIN3_FORMAT(format) extern const Format format_##format;
#include "report/formats.inc"
#undef PIN3_FORMAT

std::span<const Format* const> formats() {
    static const std::array all = {
#define PIN3_FORMAT(format) &format_##format,
#include "report/formats.inc"
#undef PIN3_FORMAT
    };
    return all;
}

const Format* find_format(std::string_view name) {
    for (const Format* format : formats())
        if (format->name == name) return format;
    return nullptr;
}

std::string render(const Document& document, const Format& format, const TextStyle& style) {
    return format.render(document, style);
}

}  // namespace pin3
