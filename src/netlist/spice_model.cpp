#include "netlist/spice_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

namespace pin3 {
namespace {

namespace fs = std::filesystem;
using Error = SpiceModelError;

constexpr std::uintmax_t largest = std::uintmax_t{4} << 20;
constexpr int deepest = 8;

// What a circuit is written with. Everything else (.control, .exec, .lib, .options, .save, .measure …) runs, writes or changes something.
constexpr std::array allowed_cards = {".subckt", ".ends", ".model", ".param", ".params", ".func", ".if",
                                      ".elseif", ".else", ".endif", ".include", ".inc",   ".end"};
constexpr std::string_view allowed_elements = "rclkvidqjmzegfhbstwuox";
constexpr std::array allowed_models = {"r",    "res",  "c",    "cap",  "l",   "ind", "d",   "npn", "pnp",     "njf",    "pjf",     "nmos",
                                       "pmos", "vdmos", "nmf", "pmf", "sw",  "csw", "vswitch", "iswitch", "aswitch", "ltra"};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

std::vector<std::string> words(std::string_view line) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : line) {
        if (c == ' ' || c == '\t' || c == ',' || c == '(' || c == ')') {
            if (!word.empty()) out.push_back(std::move(word));
            word.clear();
        } else {
            word += c;
        }
    }
    if (!word.empty()) out.push_back(std::move(word));
    return out;
}

// UTF-16 (as LTspice writes it) to bytes; other bytes above ASCII occur in comments only and become ?.
std::string to_ascii(const std::string& bytes) {
    std::string out;
    const bool wide = bytes.starts_with("\xff\xfe") || (bytes.size() > 3 && bytes[1] == '\0' && bytes[3] == '\0');
    const std::size_t step = wide ? 2 : 1;
    for (std::size_t i = wide && bytes.starts_with("\xff\xfe") ? 2 : 0; i < bytes.size(); i += step) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte == '\r') continue;
        out += byte >= 0x80 ? '?' : static_cast<char>(byte);
    }
    return out;
}

class Reader {
public:
    std::optional<Error> file(const fs::path& path, int depth) {
        std::error_code error;
        if (!fs::is_regular_file(path, error))
            return Error{SpiceModelProblem::unreadable, fmt::format("`{}` is not a file that can be read", path.string()),
                         "name a text file with a .subckt"};
        if (fs::file_size(path, error) > largest)
            return Error{SpiceModelProblem::unreadable, fmt::format("`{}` is larger than 4 MiB", path.string()),
                         "keep the one subcircuit that is needed in a file of its own"};
        std::ifstream in(path, std::ios::binary);
        std::ostringstream bytes;
        bytes << in.rdbuf();
        return text(to_ascii(std::move(bytes).str()), path, depth);
    }

    std::optional<Error> text(const std::string& all, const fs::path& path, int depth) {
        std::istringstream lines(all);
        std::string raw;
        for (std::size_t number = 1; std::getline(lines, raw); ++number)
            if (auto error = line(raw, path, number, depth)) return error;
        return std::nullopt;
    }

    std::optional<Error> finish(const std::string& name) {
        if (depth_of_subckt_ != 0)
            return Error{SpiceModelProblem::no_subcircuit, fmt::format("`{}` has a .subckt without its .ends", name),
                         "end every subcircuit with .ends"};
        if (model.subcircuits.empty())
            return Error{SpiceModelProblem::no_subcircuit, fmt::format("`{}` has no .subckt", name),
                         "wrap the circuit as .subckt NAME PINS … .ends"};
        return std::nullopt;
    }

    SpiceModel model;

private:
    static Error unsafe(const fs::path& path, std::size_t number, std::string_view what) {
        return {SpiceModelProblem::unsafe, fmt::format("{}:{}: {} is not part of a circuit and is refused", path.string(), number, what),
                "keep only .subckt, .model, .param and elements in the file: anything that runs commands or writes files is left out"};
    }

    std::optional<Error> line(std::string raw, const fs::path& path, std::size_t number, int depth) {
        std::replace(raw.begin(), raw.end(), '\t', ' ');
        if (std::any_of(raw.begin(), raw.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
            return unsafe(path, number, "a control character");
        raw.erase(0, std::min(raw.find_first_not_of(' '), raw.size()));
        if (raw.empty() || raw[0] == '*' || raw[0] == ';' || raw[0] == '#') {
            // comments are for people; ngspice reads commands out of some (*#)
            return std::nullopt;
        }
        const std::vector<std::string> parts = words(lower(raw));
        if (parts.empty()) return unsafe(path, number, fmt::format("`{}`", raw));
        const std::string& first = parts[0];
        if (first[0] == '.') {
            if (std::find(allowed_cards.begin(), allowed_cards.end(), first) == allowed_cards.end())
                return unsafe(path, number, fmt::format("`{}`", first));
            if (first == ".include" || first == ".inc") return include(raw, path, number, depth);
            if (first == ".end") return std::nullopt;
            if (first == ".subckt") {
                ++depth_of_subckt_;
                if (depth_of_subckt_ == 1) open_subckt(parts);
            } else if (first == ".ends") {
                if (--depth_of_subckt_ < 0) return unsafe(path, number, "an .ends without .subckt");
            } else if (first == ".model") {
                const std::string type = parts.size() > 2 ? parts[2] : "";
                if (std::find(allowed_models.begin(), allowed_models.end(), type) == allowed_models.end())
                    return unsafe(path, number, fmt::format("a .model of type `{}`", type));
            }
            in_header_ = first == ".subckt" && depth_of_subckt_ == 1;
        } else if (first[0] == '+') {
            if (in_header_) add_pins(parts, 0);
        } else {
            in_header_ = false;
            if (allowed_elements.find(first[0]) == std::string_view::npos)
                return unsafe(path, number, fmt::format("`{}`", raw));
            if (depth_of_subckt_ == 0) return unsafe(path, number, fmt::format("`{}`, outside a .subckt,", raw));
        }
        model.text += raw + "\n";
        return std::nullopt;
    }

    void open_subckt(const std::vector<std::string>& parts) {
        model.subcircuits.push_back({parts.size() > 1 ? parts[1] : "", {}});
        add_pins(parts, 2);
    }

    void add_pins(const std::vector<std::string>& parts, std::size_t from) {
        for (std::size_t i = from; i < parts.size(); ++i) {
            std::string word = parts[i];
            if (word.starts_with('+')) word.erase(0, 1);
            if (word.empty()) continue;
            if (word.starts_with("params") || word.find('=') != std::string::npos || (i + 1 < parts.size() && parts[i + 1].starts_with('='))) {
                in_header_ = false;
                return;
            }
            model.subcircuits.back().pins.push_back(std::move(word));
        }
    }

    std::optional<Error> include(const std::string& raw, const fs::path& path, std::size_t number, int depth) {
        std::string name = raw.substr(raw.find(' ') == std::string::npos ? raw.size() : raw.find(' ') + 1);
        std::erase(name, '"');
        std::erase(name, '\'');
        while (name.ends_with(' ')) name.pop_back();
        while (name.starts_with(' ')) name.erase(0, 1);
        const fs::path wanted(name);
        if (path.empty() || wanted.is_absolute() || std::find(wanted.begin(), wanted.end(), "..") != wanted.end())
            return Error{SpiceModelProblem::unsafe, fmt::format("{}:{}: the include `{}` leaves the model's folder", path.string(), number, name),
                         "put the included file beside the model and name it without a folder"};
        if (depth >= deepest)
            return Error{SpiceModelProblem::unreadable, fmt::format("{}:{}: includes are nested more than {} deep", path.string(), number, deepest),
                         "a file may include itself by way of another: break the circle"};
        return file(path.parent_path() / wanted, depth + 1);
    }

    int depth_of_subckt_ = 0;
    bool in_header_ = false;
};

std::variant<SpiceModel, Error> finished(Reader& reader, std::optional<Error> error, const std::string& name) {
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
    return finished(reader, reader.text(std::string(text), {}, 0), "the text");
}

}  // namespace pin3
