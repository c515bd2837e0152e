#include "core/diagnostic.hpp"

#include "core/codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace pin3 {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours each cost 1.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

}  // namespace

bool has_errors(const Diagnostics& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::vector<std::string> nearest(std::string_view name, std::span<const std::string_view> known) {
    constexpr std::size_t longest = 64;  // nobody misspells a name into more than that
    if (name.size() > longest) return {};
    // A short name has few letters to recognise it by: `r` is not a misspelt `lm`.
    const auto allowed = name.size() <= 2 ? 1 : std::max<std::size_t>(2, name.size() / 3);

    std::vector<std::pair<std::size_t, std::string_view>> found;
    for (const auto candidate : known) {
        const auto distance = edit_distance(name, candidate);
        const bool related = distance < std::max(name.size(), candidate.size());
        if (distance <= allowed && related) found.emplace_back(distance, candidate);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });

    std::vector<std::string> names;
    for (const auto& [distance, candidate] : found) {
        if (std::find(names.begin(), names.end(), candidate) == names.end()) names.emplace_back(candidate);
    }
    return names;
}

std::string did_you_mean(std::string_view name, std::span<const std::string_view> known) {
    if (known.empty()) return {};
    const auto near = nearest(name, known);
    if (!near.empty()) return fmt::format("did you mean `{}`?", near.front());
    std::string list;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (i > 0) list += i + 1 == known.size() ? " or " : ", ";
        list += fmt::format("`{}`", known[i]);
    }
    return fmt::format("write {}", list);
}

Diagnostics in_order(Diagnostics diagnostics) {
    constexpr std::size_t most = 20;
    std::vector<const Source*> files;
    const auto rank = [&files](const Diagnostic& diagnostic) {
        return std::find(files.begin(), files.end(), diagnostic.span.source) - files.begin();
    };
    for (const Diagnostic& diagnostic : diagnostics)
        if (static_cast<std::size_t>(rank(diagnostic)) == files.size())
            files.push_back(diagnostic.span.source);
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        return std::pair(rank(a), a.span.begin) < std::pair(rank(b), b.span.begin);
    });
    if (diagnostics.size() > most && diagnostics[most].code != Code::too_many_errors) {
        const std::string message = std::to_string(diagnostics.size() - most) + " more errors are not shown";
        diagnostics.resize(most);
        diagnostics.push_back(
            {Code::too_many_errors, {}, message, {}, "mend these first", Severity::warning});
    }
    return diagnostics;
}

}  // namespace pin3
