// pin3 fmt FILE: lays a description out canonically.
#include "cli/session.hpp"
#include "core/output_file.hpp"
#include "language/parse.hpp"
#include "language/print.hpp"

#include <fmt/format.h>

#include <iostream>

namespace pin3 {
namespace {

// The status for one file.
ExitStatus format_file(const std::string& file, bool check_only, const Session& session) {
    const SourcePtr source = load_source(file);
    const Parsed parsed = parse(source);
    session.show(parsed.diagnostics);
    if (has_errors(parsed.diagnostics)) return ExitStatus::wrong_usage;
    const std::string formatted = format(parsed.file);
    if (file == "-" && !check_only) {
        std::cout << formatted;
        return ExitStatus::fine;
    }
    if (formatted == source->text) return ExitStatus::fine;
    if (check_only) {
        complain(fmt::format("{} is not in canonical layout; `pin3 fmt {}` rewrites it", file, file));
        return ExitStatus::expectation_fails;
    }
    if (const auto problem = write_file(file, formatted)) {
        complain(*problem);
        return ExitStatus::wrong_usage;
    }
    return ExitStatus::fine;
}

ExitStatus format_files(Session& session, const Options& options) {
    ExitStatus worst = ExitStatus::fine;
    for (const std::string& file : options.texts("FILE"))
        worst = std::max(worst, format_file(file, options.flag("--check"), session));
    return worst;
}

}  // namespace

extern const Command command_fmt{
    .name = "fmt",
    .summary = "lay descriptions out canonically, in place; comments are kept",
    .options = {Option{.name = "FILE",
                       .help = "descriptions; - reads standard input and writes standard output",
                       .standard = std::vector<std::string>{},
                       .required = true,
                       .path = PathOf::description},
                Option{.name = "--check",
                       .help = "change nothing; exit 1 when a file would change",
                       .standard = false}},
    .examples = {"pin3 fmt --check netlists/*.pin3"},
    .run = format_files};

}  // namespace pin3
