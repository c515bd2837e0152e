#include "cli/session.hpp"

#include "cli/interrupt.hpp"
#include "cli/model_folders.hpp"
#include "cli/progress.hpp"
#include "core/output_file.hpp"
#include "core/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <iterator>
#include <sstream>
#include <unistd.h>

namespace pin3 {
namespace {

// Without the table of voltages at time 0 that ngspice prints where a simulation in time breaks off.
std::string without_voltages(const std::string& log) {
    std::istringstream lines(log);
    std::string kept, line, node;
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        double volts = 0;
        if (words >> node >> volts && words.eof()) continue;
        kept += line + "\n";
    }
    return kept;
}

}  // namespace

void complain(std::string_view message) {
    std::string shown(message);  // names of files may hold what a terminal obeys
    for (char& c : shown)
        if (static_cast<unsigned char>(c) < ' ' && c != '\n') c = '?';
    std::cerr << "pin3: " << shown << "\n";
}

void refuse(std::string_view message) {
    complain(message);
    throw Ended{ExitStatus::wrong_usage};
}

std::string_view pin3_version() {
    return PIN3_VERSION;
}

std::string versions() {
    const Simulator::Probe probe = Simulator().probe();
    return fmt::format("pin3 {}\nngspice {}\n", pin3_version(),
                       probe.found ? probe.found->version : std::string("not found"));
}

SourcePtr load_source(const std::string& file) {
    if (file == "-") {
        std::string text{std::istreambuf_iterator<char>(std::cin), {}};
        return std::make_shared<const Source>(Source{"standard input", std::move(text)});
    }
    auto source = read_source(file);
    if (const auto* problem = std::get_if<std::string>(&source)) {
        complain(fmt::format("`{}` cannot be read: {}", file, *problem));
        refuse("name a description, for example netlists/synth_to_mixer.pin3, or - for standard input");
    }
    return std::get<SourcePtr>(source);
}

std::optional<UnitId> chosen_unit(const Options& options) {
    if (!options.given("--unit")) return std::nullopt;
    return UnitId{options.whole("--unit"), options.whole("--seed")};
}

Ending ending_of(const Report& report) {
    return {.failures = report.failures,
            .complete = report.complete,
            .holds = std::ranges::all_of(report.verdicts, &Verdict::holds)};
}

Session::Session(const Command& command, const Options& options, const Options& of_all_commands)
    : options_(options),
      models_first_(of_all_commands.text("--models")),
      color_(of_all_commands.text("--color")) {
    if (!command.simulates) return;
    simulator_.emplace(SimulatorOptions{.workers = options.threads("--jobs")});
    simulator_->prepare();
}

const SearchPath& Session::models() {
    if (!models_) models_ = model_folders(models_first_);
    return *models_;
}

bool Session::wants_color(std::FILE* stream) const {
    if (color_ != "auto") return color_ == "always";
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return ::isatty(::fileno(stream)) && !(no_color && *no_color) &&
           !(terminal && std::string_view(terminal) == "dumb");
}

void Session::show(const Diagnostics& diagnostics) const {
    const RenderStyle style{wants_color(stderr)};
    for (const Diagnostic& diagnostic : diagnostics) std::cerr << render(diagnostic, style) << "\n";
}

Loaded Session::load(const std::string& file) {
    Resolved resolved = read_description(load_source(file), models());
    Loaded loaded{std::move(resolved.description), {}};
    loaded.expectations = check_expectations(loaded.description, resolved.diagnostics);
    show(in_order(resolved.diagnostics));
    if (has_errors(resolved.diagnostics)) throw Ended{ExitStatus::wrong_usage};
    return loaded;
}

Description Session::resolve(const SourcePtr& source, const std::optional<Override>& override) {
    Resolved resolved = read_description(source, models(), override);
    if (has_errors(resolved.diagnostics)) {
        show(in_order(resolved.diagnostics));
        throw Ended{ExitStatus::wrong_usage};
    }
    return std::move(resolved.description);
}

LinkPtr Session::link(const Description& description) const {
    const std::string& name = options_.text("--link");
    std::vector<std::string_view> names;
    for (const LinkPtr& link : description.links) names.push_back(link->name);
    if (name.empty() && names.size() == 1) return description.links.front();
    if (LinkPtr link = description.link(name)) return link;
    if (names.empty()) refuse(fmt::format("{} has no link", options_.text("FILE")));
    if (name.empty()) refuse(fmt::format("which link? --link {}", fmt::join(names, " | ")));
    refuse(fmt::format("there is no link `{}`: {}", name, did_you_mean(name, names)));
}

double Session::frequency(std::string_view option) const {
    const std::string& text = options_.text(option);
    const auto source = std::make_shared<const Source>(Source{std::string(option), text});
    const auto read =
        read_quantity(text, Unit::hertz, {source.get(), 0, static_cast<std::uint32_t>(text.size())});
    if (const auto* problem = std::get_if<Diagnostic>(&read)) {
        show({*problem});
        throw Ended{ExitStatus::wrong_usage};
    }
    const double hertz = std::get<double>(read);
    if (hertz >= 1e-3 && hertz <= 1e9) return hertz;
    refuse(fmt::format("{} {}: a frequency from 1 mHz to 1 GHz is needed", option, text));
}

Simulator& Session::simulator() {
    if (version_) return *simulator_;
    const Simulator::Probe probe = simulator_.value().probe();
    if (!probe.found) {
        complain(probe.problem);
        throw Ended{ExitStatus::no_ngspice};
    }
    version_ = *probe.found;
    return *simulator_;
}

ToolVersion Session::tool() {
    simulator();
    return {std::string(pin3_version()), version_->version};
}

Measurements Session::measure(const Description& description, const std::vector<double>& extra_hz) {
    Progress progress("simulating");
    return pin3::measure(description, extra_hz, simulator(), progress.meter());
}

void Session::deliver(const Document& document, bool detail) const {
    deliver_to(options_.text("--output"), document, detail);
}

void Session::print(const Document& document) const {
    deliver_to({}, document, true);
}

void Session::deliver_to(const std::string& file, const Document& document, bool detail) const {
    const TextStyle style{.color = file.empty() && wants_color(stdout), .detail = detail};
    deliver(render(document, *find_format(options_.text("--format")), style), file);
}

void Session::deliver(const std::string& result, const std::string& file, std::string_view option) const {
    if (file.empty() || file == "-") {
        if (std::fwrite(result.data(), 1, result.size(), stdout) != result.size() || std::fflush(stdout) != 0)
            refuse(fmt::format("standard output cannot be written: {}", std::strerror(errno)));
    } else if (const auto problem = write_file(file, result)) {
        refuse(fmt::format("{}; name another file with {}", *problem, option));
    }
}

ExitStatus Session::end(const Ending& ending) const {
    for (const MeasureFailure& failure : ending.failures) {
        show({failure.diagnostic});
        if (!failure.simulation.log.empty())
            complain("ngspice's last lines:\n" + without_voltages(failure.simulation.log));
    }
    if (!ending.complete && Interrupt::caught()) return ExitStatus::interrupted;
    if (!ending.complete || !ending.failures.empty()) return ExitStatus::simulation_failed;
    return ending.holds ? ExitStatus::fine : ExitStatus::expectation_fails;
}

}  // namespace pin3
