#include "netlist/spice_model.hpp"

#include "netlist/spice_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

namespace pin3 {
namespace {

namespace fs = std::filesystem;
using Error = SpiceModelError;

constexpr std::size_t largest = std::size_t{4} << 20;  // bytes, of a file with all its includes
constexpr int deepest = 8;
constexpr int most_files = 256;

// What a circuit is written with. Everything else (.control, .exec, .lib, .options, .save, .measure …) runs,
// writes or changes something.
constexpr std::array allowed_cards = {".subckt", ".ends", ".model", ".param",   ".params", ".func", ".if",
                                      ".elseif", ".else", ".endif", ".include", ".inc",    ".end"};
constexpr std::string_view allowed_elements = "rclkvidqjmzegfhbstwuox";
constexpr std::array allowed_models = {"r",   "res", "c",       "cap",     "l",       "ind",   "d",   "npn",
                                       "pnp", "njf", "pjf",     "nmos",    "pmos",    "vdmos", "nmf", "pmf",
                                       "sw",  "csw", "vswitch", "iswitch", "aswitch", "ltra"};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

constexpr std::string_view blanks = " ,()";

std::vector<std::string> words(std::string_view line, std::string_view separators = blanks) {
    std::vector<std::string> out;
    while (true) {
        line.remove_prefix(std::min(line.find_first_not_of(separators), line.size()));
        if (line.empty()) return out;
        const std::size_t length = std::min(line.find_first_of(separators), line.size());
        out.emplace_back(line.substr(0, length));
        line.remove_prefix(length);
    }
}

// A line without its indent and without the comment behind it.
std::string stripped(std::string line) {
    std::replace(line.begin(), line.end(), '\t', ' ');
    line.erase(std::min({line.find(';'), line.find("//"), line.size()}));
    line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

// What stands between the name of a .subckt and its parameters.
std::vector<std::string> pins_of(const std::vector<std::string>& header) {
    std::vector<std::string> pins;
    for (std::size_t i = 2; i < header.size(); ++i) {
        const std::string& word = header[i];
        const bool named =
            word.find('=') != std::string::npos || (i + 1 < header.size() && header[i + 1].starts_with('='));
        if (named || word.ends_with(':') || word.starts_with("params:")) break;
        pins.push_back(word);
    }
    return pins;
}

struct Place {
    fs::path path;
    std::size_t line = 0;
    std::string text() const {
        return path.empty() ? fmt::format("line {}", line) : fmt::format("{}:{}", path.string(), line);
    }
};

// The beginning of a card, for messages.
std::string excerpt(std::string_view card) {
    constexpr std::size_t longest = 60;
    return fmt::format("`{}{}`", card.substr(0, longest), card.size() > longest ? " ..." : "");
}

// One card with its continuation lines.
struct Card {
    Place place;
    std::string joined;  // on one line
    std::string lines;   // as they were
};

Error unsafe(const Place& place, std::string_view what) {
    return {SpiceModelProblem::unsafe,
            fmt::format("{}: {} is not part of a circuit and is refused", place.text(), what),
            "keep only .subckt, .model, .param and elements in the file: anything that runs commands or "
            "writes files is left out"};
}

class Reader {
public:
    std::optional<Error> file(const fs::path& path, int depth) {
        std::error_code error;
        if (!fs::is_regular_file(path, error))
            return Error{SpiceModelProblem::unreadable,
                         fmt::format("`{}` is not a file that can be read", path.string()),
                         "name a text file with a .subckt"};
        std::ifstream in(path, std::ios::binary);
        const std::size_t size = std::min(static_cast<std::size_t>(fs::file_size(path, error)), largest + 1);
        std::string bytes(size, '\0');
        in.read(bytes.data(), static_cast<std::streamsize>(size));
        if (error || in.gcount() != static_cast<std::streamsize>(size))
            return Error{SpiceModelProblem::unreadable, fmt::format("`{}` cannot be read", path.string()),
                         "check its permissions"};
        read_ += bytes.size();
        if (read_ > largest || ++files_ > most_files)
            return Error{
                SpiceModelProblem::unreadable,
                fmt::format("`{}`, with what it includes, is larger than 4 MiB or has more than 256 files",
                            path.string()),
                "keep the one subcircuit that is needed in a file of its own"};
        return text(bytes, path, depth);
    }

    std::optional<Error> text(std::string_view bytes, const fs::path& path, int depth) {
        if (auto error = end_card(depth)) return error;
        std::istringstream lines(spice_text(bytes));
        std::string raw;
        for (Place place{path, 1}; std::getline(lines, raw); ++place.line)
            if (auto error = line(stripped(std::move(raw)), place, depth)) return error;
        return end_card(depth);
    }

    std::optional<Error> finish(const std::string& name) {
        if (!open_.empty())
            return Error{SpiceModelProblem::no_subcircuit,
                         fmt::format("{}: this .subckt has no .ends", open_.back().text()),
                         "end every subcircuit with .ends"};
        if (model.subcircuits.empty())
            return Error{SpiceModelProblem::no_subcircuit, fmt::format("`{}` has no .subckt", name),
                         "wrap the circuit as .subckt NAME PINS … .ends"};
        return std::nullopt;
    }

    SpiceModel model;

private:
    std::optional<Error> line(const std::string& text, const Place& place, int depth) {
        // comments are for people; ngspice reads commands out of some (*#)
        if (text.empty() || text[0] == '*' || text[0] == '#') return std::nullopt;
        for (const char c : text) {
            if (c == foreign_character)
                return Error{
                    SpiceModelProblem::unreadable,
                    fmt::format("{}: a character that is not ASCII, outside a comment", place.text()),
                    "write the card in plain ASCII: u for micro, names without accents"};
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
                return unsafe(place, "a control character");
        }
        if (text.ends_with('\\')) return unsafe(place, "a line that ends with a backslash");
        if (text[0] == '+') {
            if (!card_) return unsafe(place, "a continuation (+) of nothing");
            card_->joined += " " + text.substr(1);
            card_->lines += text + "\n";
            return std::nullopt;
        }
        if (auto error = end_card(depth)) return error;
        card_ = Card{place, text, text + "\n"};
        return std::nullopt;
    }

    // The card that was being read is complete: it is kept, followed or refused.
    std::optional<Error> end_card(int depth) {
        if (!card_) return std::nullopt;
        const Card card = *std::exchange(card_, std::nullopt);
        const std::vector<std::string> parts = words(lower(card.joined));
        const bool begins_with_a_word = blanks.find(card.joined[0]) == std::string_view::npos;
        if (!begins_with_a_word) return unsafe(card.place, excerpt(card.joined));
        const std::string& first = parts[0];
        if (first == ".include" || first == ".inc") return include(card, depth);
        if (first == ".end") return std::nullopt;
        if (auto error = first[0] == '.' ? directive(card, parts) : element(card)) return error;
        model.text += card.lines;
        return std::nullopt;
    }

    std::optional<Error> directive(const Card& card, const std::vector<std::string>& parts) {
        const std::string& first = parts[0];
        if (std::find(allowed_cards.begin(), allowed_cards.end(), first) == allowed_cards.end())
            return unsafe(card.place, excerpt(first));
        if (first == ".subckt") {
            if (parts.size() < 2) return unsafe(card.place, "a .subckt without a name");
            if (open_.empty()) model.subcircuits.push_back({parts[1], pins_of(parts)});
            open_.push_back(card.place);
        } else if (first == ".ends") {
            if (open_.empty()) return unsafe(card.place, "an .ends without .subckt");
            open_.pop_back();
        } else if (first == ".model") {
            // ngspice ends a word of this card at = too
            const std::vector<std::string> model_words = words(lower(card.joined), " ,()=");
            const std::string type = model_words.size() > 2 ? model_words[2] : "";
            if (std::find(allowed_models.begin(), allowed_models.end(), type) == allowed_models.end())
                return unsafe(card.place, "a .model of type " + excerpt(type));
        }
        return std::nullopt;
    }

    std::optional<Error> element(const Card& card) const {
        const char letter = lower(card.joined)[0];
        if (allowed_elements.find(letter) == std::string_view::npos)
            return unsafe(card.place, excerpt(card.joined));
        if (open_.empty()) return unsafe(card.place, excerpt(card.joined) + ", outside a .subckt,");
        return std::nullopt;
    }

    std::optional<Error> include(const Card& card, int depth) {
        std::string name = card.joined.substr(std::min(card.joined.find(' '), card.joined.size()));
        std::erase(name, '"');
        std::erase(name, '\'');
        name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
        if (!stays_inside(card.place.path, name))
            return Error{
                SpiceModelProblem::unsafe,
                fmt::format("{}: the include {} leaves the model's folder", card.place.text(), excerpt(name)),
                "put the included file beside the model and name it without a folder"};
        if (depth >= deepest)
            return Error{SpiceModelProblem::unreadable,
                         fmt::format("{}: includes are nested more than {} deep", card.place.text(), deepest),
                         "a file may include itself by way of another: break the circle"};
        return file(card.place.path.parent_path() / name, depth + 1);
    }

    // Whether a file of that name lies in the includer's folder or below, links followed.
    static bool stays_inside(const fs::path& includer, const fs::path& name) {
        if (includer.empty() || name.is_absolute()) return false;
        std::error_code error;
        const fs::path folder = fs::canonical(fs::absolute(includer).parent_path(), error);
        if (error) return false;
        const fs::path target = fs::weakly_canonical(folder / name, error);
        return !error && std::mismatch(folder.begin(), folder.end(), target.begin(), target.end()).first ==
                             folder.end();
    }

    std::size_t read_ = 0;  // bytes, of all files
    int files_ = 0;
    std::optional<Card> card_;  // being read
    std::vector<Place> open_;   // the .subckt cards without their .ends so far
};

std::variant<SpiceModel, Error> finished(Reader& reader, std::optional<Error> error,
                                         const std::string& name) {
    if (!error) error = reader.finish(name);
    if (error) return *error;
    return std::move(reader.model);
}

}  // namespace

std::variant<SpiceModel, SpiceModelError> read_spice_model(const fs::path& path) {
    Reader reader;
    return finished(reader, reader.file(path, 0), path.string());
}

std::variant<SpiceModel, SpiceModelError> read_spice_model_text(std::string_view text) {
    Reader reader;
    return finished(reader, reader.text(text, {}, 0), "the text");
}

}  // namespace pin3
