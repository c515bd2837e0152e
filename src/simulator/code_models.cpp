#include "simulator/code_models.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace pin3 {

namespace {

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// `poly` as a whole word with its bracket: "e1 out 0 poly(2) …", "e1 out 0 POLY (2) …".
bool has_poly(std::string_view line) {
    for (std::size_t at = line.find("poly"); at != std::string_view::npos; at = line.find("poly", at + 1)) {
        const std::size_t after = line.find_first_not_of(" \t", at + 4);
        if ((at == 0 || !is_word(line[at - 1])) && after != std::string_view::npos && line[after] == '(')
            return true;
    }
    return false;
}

}  // namespace

bool needs_code_models(std::string_view deck) {
    std::string text(deck);
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::string_view rest = text;
    for (bool title = true; !rest.empty(); title = false) {
        std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
        if (title || line.empty()) continue;
        if (line.front() == 'a') return true;
        // Behavioural sources may continue on lines of their own.
        const bool can_be_poly = std::string_view("efgh+").find(line.front()) != std::string_view::npos;
        if (can_be_poly && has_poly(line)) return true;
    }
    return false;
}

}  // namespace pin3
