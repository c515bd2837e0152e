#include "language/comments.hpp"

#include <algorithm>

namespace pin3 {

std::vector<Comment> comments_of(std::string_view text) {
    std::vector<Comment> comments;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') quoted = false;
        if (c == '\\' && quoted) {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == '#' && !quoted) {
            const auto line_end = std::min(text.find('\n', i), text.size());
            auto comment = text.substr(i, line_end - i);
            comment = comment.substr(0, comment.find_last_not_of(" \t\r") + 1);
            comments.push_back({i, comment});
            i = line_end - 1;
        }
    }
    return comments;
}

}  // namespace pin3
