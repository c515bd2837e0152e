#include "core/wrap.hpp"

#include <algorithm>

namespace pin3 {

std::string wrap(std::string_view text, std::size_t width, std::size_t indent, std::size_t hanging) {
    std::string out;
    std::string line(indent, ' ');
    bool empty = true;
    while (!text.empty()) {
        const std::size_t blank = std::min(text.find_first_of(" \n"), text.size());
        const std::string_view word = text.substr(0, blank);
        text.remove_prefix(std::min(blank + 1, text.size()));
        if (word.empty()) continue;
        if (!empty && line.size() + 1 + word.size() > width) {
            out += line + "\n";
            line.assign(hanging, ' ');
            empty = true;
        }
        if (!empty) line += ' ';
        line += word;
        empty = false;
    }
    return out + line + "\n";
}

}  // namespace pin3
