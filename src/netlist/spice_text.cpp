#include "netlist/spice_text.hpp"

#include "core/utf8.hpp"

namespace pin3 {
namespace {

char plain(char32_t code) {
    constexpr char32_t micro_sign = 0xb5, greek_mu = 0x3bc, no_break_space = 0xa0;
    if (code == micro_sign || code == greek_mu) return 'u';
    if (code == no_break_space) return ' ';
    return code < 0x80 ? static_cast<char>(code) : foreign_character;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
    std::string out;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto low = static_cast<unsigned char>(bytes[big_endian ? i + 1 : i]);
        const auto high = static_cast<unsigned char>(bytes[big_endian ? i : i + 1]);
        out += plain(static_cast<char32_t>(high << 8 | low));
    }
    return out;
}

std::string from_bytes(std::string_view bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes.size();) {
        const Character character = character_at(bytes, i);
        // what is not UTF-8 is taken for Latin-1, whose codes are those of Unicode
        out += plain(character.valid ? character.code : static_cast<unsigned char>(bytes[i]));
        i += character.length;
    }
    return out;
}

std::string with_unix_lines(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            out += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            out += '\n';
    }
    return out;
}

}  // namespace

std::string spice_text(std::string_view bytes) {
    if (bytes.starts_with("\xff\xfe")) return with_unix_lines(from_utf16(bytes.substr(2), false));
    if (bytes.starts_with("\xfe\xff")) return with_unix_lines(from_utf16(bytes.substr(2), true));
    if (bytes.size() > 3 && bytes[1] == '\0' && bytes[3] == '\0')
        return with_unix_lines(from_utf16(bytes, false));
    if (bytes.starts_with(byte_order_mark())) bytes.remove_prefix(byte_order_mark().size());
    return with_unix_lines(from_bytes(bytes));
}

}  // namespace pin3
