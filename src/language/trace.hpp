// What a parse leaves behind besides its tree: how far it came, what could have stood there, and errors that
// need no guess. The grammar writes it, parse() reads it.
#pragma once

#include "core/diagnostic.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace pin3 {

struct Trace {
    const Source* source = nullptr;
    const char* farthest = nullptr;        // the character that fitted nothing
    const char* token_end = nullptr;       // the end of what stood in front of it
    std::vector<std::string_view> labels;  // what would have fitted
    Diagnostics errors;                    // found on the way: a bad tolerance, a string without an end
    int depth = 0;                         // of lists in lists

    const char* begin() const { return source->text.data(); }
    const char* end() const { return source->text.data() + source->text.size(); }

    Span span(const char* first, const char* last) const {
        return {source, static_cast<std::uint32_t>(first - begin()),
                static_cast<std::uint32_t>(last - begin())};
    }

    void reset() {
        farthest = token_end = nullptr;
        labels.clear();
        depth = 0;
    }

    // `label` would have fitted at `at`, behind a token that ended at `behind`. Only the farthest place
    // counts.
    void note(const char* behind, const char* at, std::string_view label) {
        if (farthest != nullptr && at < farthest) return;
        if (farthest == nullptr || at > farthest) {
            farthest = at;
            token_end = behind;
            labels.clear();
        }
        token_end = std::min(token_end, behind);
        if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
    }
};

}  // namespace pin3
