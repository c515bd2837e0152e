#include "cli/environment.hpp"

#include "core/codes.hpp"
#include "core/output_file.hpp"
#include "core/quantity.hpp"
#include "description/library.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <iterator>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace pin3 {
namespace {

namespace fs = std::filesystem;

void add_list(std::vector<fs::path>& folders, const char* list, std::string_view below) {
    if (!list) return;
    std::istringstream parts(list);
    std::string part;
    while (std::getline(parts, part, ':'))
        if (!part.empty()) folders.push_back(below.empty() ? fs::path(part) : fs::path(part) / below);
}

}  // namespace

std::string_view pin3_version() {
    return PIN3_VERSION;
}

SearchPath model_folders(const CommonOptions& options) {
    std::vector<fs::path> wanted;
    if (!options.models.empty()) wanted.emplace_back(options.models);
    add_list(wanted, std::getenv("PIN3_MODELS"), {});
    wanted.emplace_back("models");
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
    if (!error) {
        wanted.push_back(program / ".." / ".." / "models");  // build/release/pin3 in the source tree
        wanted.push_back(program / ".." / "share" / "pin3" / "models");
    }
    if (const char* data = std::getenv("XDG_DATA_HOME"))
        wanted.push_back(fs::path(data) / "pin3" / "models");
    else if (const char* home = std::getenv("HOME"))
        wanted.push_back(fs::path(home) / ".local" / "share" / "pin3" / "models");
    const char* system = std::getenv("XDG_DATA_DIRS");
    add_list(wanted, system ? system : "/usr/local/share:/usr/share", "pin3/models");

    SearchPath search;
    for (const fs::path& folder : wanted) {
        if (!fs::is_directory(folder, error)) continue;
        const fs::path known = fs::weakly_canonical(folder, error);
        if (std::find(search.folders.begin(), search.folders.end(), known) == search.folders.end())
            search.folders.push_back(known);
    }
    return search;
}

bool wants_color(const CommonOptions& options, std::FILE* stream) {
    if (options.color != "auto") return options.color == "always";
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return ::isatty(::fileno(stream)) && !(no_color && *no_color) &&
           !(terminal && std::string_view(terminal) == "dumb");
}

void show(const Diagnostics& diagnostics, const CommonOptions& options) {
    const RenderStyle style{wants_color(options, stderr)};
    for (const Diagnostic& diagnostic : diagnostics) std::cerr << render(diagnostic, style) << "\n";
}

void complain(std::string_view message) {
    std::string shown(message);  // names of files may hold what a terminal obeys
    for (char& c : shown)
        if (static_cast<unsigned char>(c) < ' ' && c != '\n') c = '?';
    std::cerr << "pin3: " << shown << "\n";
}

SourcePtr load_source(const std::string& file) {
    if (file == "-") {
        std::string text{std::istreambuf_iterator<char>(std::cin), {}};
        return std::make_shared<const Source>(Source{"standard input", std::move(text)});
    }
    auto source = read_source(file);
    if (const auto* problem = std::get_if<std::string>(&source)) {
        complain(fmt::format("`{}` cannot be read: {}", file, *problem));
        complain("name a description, for example netlists/synth_to_mixer.pin3, or - for standard input");
        return nullptr;
    }
    return std::get<SourcePtr>(source);
}

std::optional<Loaded> load(const std::string& file, const CommonOptions& options) {
    const SourcePtr source = load_source(file);
    if (!source) return std::nullopt;
    Resolved resolved = read_description(source, model_folders(options));
    Loaded loaded{std::move(resolved.description), {}};
    loaded.expectations = check_expectations(loaded.description, resolved.diagnostics);
    show(in_order(resolved.diagnostics), options);
    if (has_errors(resolved.diagnostics)) return std::nullopt;
    return loaded;
}

LinkPtr choose_link(const Description& description, const std::string& name, const std::string& file) {
    std::vector<std::string_view> names;
    for (const LinkPtr& link : description.links) names.push_back(link->name);
    if (name.empty() && names.size() == 1) return description.links.front();
    if (LinkPtr link = description.link(name)) return link;
    if (names.empty())
        complain(fmt::format("{} has no link", file));
    else if (name.empty())
        complain(fmt::format("which link? --link {}", fmt::join(names, " | ")));
    else
        complain(fmt::format("there is no link `{}`: {}", name, did_you_mean(name, names)));
    return nullptr;
}

std::optional<double> frequency_option(const std::string& option, const std::string& text,
                                       const CommonOptions& options) {
    const auto source = std::make_shared<const Source>(Source{option, text});
    const auto read =
        read_quantity(text, Unit::hertz, {source.get(), 0, static_cast<std::uint32_t>(text.size())});
    if (const auto* problem = std::get_if<Diagnostic>(&read)) {
        show({*problem}, options);
        return std::nullopt;
    }
    const double hertz = std::get<double>(read);
    if (hertz >= 1e-3 && hertz <= 1e9) return hertz;
    complain(fmt::format("{} {}: a frequency from 1 mHz to 1 GHz is needed", option, text));
    return std::nullopt;
}

ExitStatus deliver(const std::string& result, const std::string& file, std::string_view option) {
    if (file.empty() || file == "-") {
        if (std::fwrite(result.data(), 1, result.size(), stdout) == result.size() && std::fflush(stdout) == 0)
            return ExitStatus::fine;
        complain(fmt::format("standard output cannot be written: {}", std::strerror(errno)));
        return ExitStatus::wrong_usage;
    }
    if (const auto problem = write_file(file, result)) {
        complain(fmt::format("{}; name another file with {}", *problem, option));
        return ExitStatus::wrong_usage;
    }
    return ExitStatus::fine;
}

bool ngspice_is_there(Simulator& simulator, SimulatorVersion& version) {
    const Simulator::Probe probe = simulator.probe();
    if (!probe.found) {
        complain(probe.problem);
        return false;
    }
    version = *probe.found;
    return true;
}

}  // namespace pin3
