#include "simulator/transcript.hpp"

#include <algorithm>
#include <cstring>

namespace pin3 {

namespace {

constexpr std::size_t most_lines = 40;
constexpr std::size_t longest_line = 400;

// How ngspice's messages about a failure begin. Only the beginning counts: a node may be called
// error_amp_out.
constexpr std::array<std::string_view, 13> error_beginnings = {
    "Error:",           "ERROR:",           "Error ",
    "Fatal error",      "MIF-ERROR",        "circuit not parsed",
    "doAnalyses: ",     "could not",        "Syntax error",
    "malloc: Internal", "calloc: Internal", "realloc: Internal",
    "Netlist line no."};

bool begins_like_an_error(std::string_view line) {
    return std::ranges::any_of(error_beginnings, [&](auto beginning) { return line.starts_with(beginning); });
}

std::string_view trimmed(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return line.substr(begin, line.find_last_not_of(" \t") - begin + 1);
}

}  // namespace

std::string read(const SharedLog& log) {
    const std::size_t length = std::min<std::size_t>(log.length.load(), log.text.size());
    std::string text(log.text.data(), length);
    for (char& c : text) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        if (control && c != '\n') c = '?';
    }
    return text;
}

void Transcript::redirect(SharedLog& log) {
    log_ = &log;
    clear();
}

void Transcript::clear() {
    log_->length.store(0);
    first_error_.clear();
    first_warning_.clear();
    explanations_due_ = 0;
}

void Transcript::add(std::string_view message) {
    if (message.starts_with("stdout ") || message.starts_with("stderr ")) message.remove_prefix(7);
    while (!message.empty()) {
        const std::size_t end = std::min(message.find_first_of("\r\n"), message.size());
        add_line(trimmed(message.substr(0, end)));
        message.remove_prefix(std::min(end + 1, message.size()));
    }
}

// An error line that ends in a colon is explained by what follows: "Error on line 5 or its substitute:" by
// the line and the reason, others by the next one.
void Transcript::note_error(std::string_view line) {
    if (explanations_due_ > 0) {
        first_error_ += first_error_.ends_with(':') ? " " : ", ";
        first_error_ += line;
        --explanations_due_;
    } else if (first_error_.empty() && begins_like_an_error(line)) {
        first_error_ = line;
        if (line.ends_with(':')) explanations_due_ = line.starts_with("Error on line") ? 2 : 1;
    }
}

void Transcript::add_line(std::string_view line) {
    if (line.empty() || line.starts_with("Reference value")) return;  // which only counts the time
    line = line.substr(0, longest_line);
    note_error(line);
    if (first_warning_.empty() && line.starts_with("Warning")) first_warning_ = line;

    char* const begin = log_->text.data();
    std::size_t length = log_->length.load();
    auto lines = static_cast<std::size_t>(std::count(begin, begin + length, '\n'));
    while (lines >= most_lines || length + line.size() + 1 > log_->text.size()) {
        const auto first = static_cast<std::size_t>(std::find(begin, begin + length, '\n') - begin) + 1;
        std::memmove(begin, begin + first, length - first);
        length -= first;
        --lines;
    }
    std::ranges::copy(line, begin + length);
    begin[length + line.size()] = '\n';
    log_->length.store(static_cast<std::uint32_t>(length + line.size() + 1));
}

}  // namespace pin3
