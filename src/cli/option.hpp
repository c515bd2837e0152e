// What a command can be told: one line of its table, and the values that the user gave.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pin3 {

class Session;

// A flag, a text, several texts, a whole number, a number of threads, or a number.
using OptionValue =
    std::variant<bool, std::string, std::vector<std::string>, std::uint64_t, unsigned, double>;

// Inclusive.
struct OptionRange {
    double low = 0;
    double high = 0;
};

// How many values an option takes at once.
struct OptionCount {
    int least = 1;
    int most = 1;
};

// What the value of an option is the path of.
enum class PathOf { nothing, description, file, folder };

// One line of a command's table. Command line, --help, manual page and completion all come from it.
struct Option {
    std::string_view name;         // "--output"; a word without dashes stands by its place: "FILE"
    std::string_view letter = {};  // "-o", if it has one
    std::string_view value = {};   // what --help calls the value: "FREQUENCY"; empty where it has no name
    std::string help;
    OptionValue standard = std::string{};      // without it; what kind of value it takes follows from that
    std::vector<std::string_view> words = {};  // the only values, if there are any
    std::optional<OptionRange> range = {};
    std::string (*check)(const std::string&) = nullptr;  // what is wrong with a value; empty: nothing
    std::optional<OptionCount> count = {};               // none: one, or any number where it takes several
    bool required = false;
    PathOf path = PathOf::nothing;
    std::vector<std::string> (*known)(Session&) = nullptr;  // for completion, values among others

    bool positional() const { return !name.starts_with('-'); }
    bool flag() const { return std::holds_alternative<bool>(standard); }
};

// The values of a command's options. Asking for a name that is not in the command's table, or for a value of
// another kind, is a mistake of the programmer and throws.
class Options {
public:
    // All as they are when the user says nothing.
    explicit Options(std::span<const Option> table);

    bool given(std::string_view name) const { return at(name).given; }
    bool flag(std::string_view name) const { return get<bool>(name); }
    const std::string& text(std::string_view name) const { return get<std::string>(name); }
    const std::vector<std::string>& texts(std::string_view name) const {
        return get<std::vector<std::string>>(name);
    }
    std::uint64_t whole(std::string_view name) const { return get<std::uint64_t>(name); }
    unsigned threads(std::string_view name) const { return get<unsigned>(name); }
    double number(std::string_view name) const { return get<double>(name); }
    bool has(std::string_view name) const { return options_.contains(name); }

    struct Entry {
        OptionValue value;
        bool given = false;
    };
    // For who reads the command line.
    Entry& entry(std::string_view name) { return options_.at(name); }

private:
    template <typename T>
    const T& get(std::string_view name) const {
        return std::get<T>(at(name).value);
    }
    const Entry& at(std::string_view name) const;

    std::map<std::string_view, Entry> options_;
};

}  // namespace pin3
