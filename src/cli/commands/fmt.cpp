// pin3 fmt FILE: lays a description out canonically.
#include "cli/command.hpp"
#include "core/output_file.hpp"
#include "language/parse.hpp"
#include "language/print.hpp"

#include <fmt/format.h>

#include <iostream>
#include <memory>

namespace pin3 {
namespace {

struct FormatOptions {
    std::vector<std::string> files;
    bool check = false;
};

// The status for one file.
ExitStatus format_file(const std::string& file, bool check_only, const CommonOptions& common) {
    const SourcePtr source = load_source(file);
    if (!source) return ExitStatus::wrong_usage;
    const Parsed parsed = parse(source);
    show(parsed.diagnostics, common);
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

ExitStatus format_files(const FormatOptions& options, const CommonOptions& common) {
    ExitStatus worst = ExitStatus::fine;
    for (const std::string& file : options.files)
        worst = std::max(worst, format_file(file, options.check, common));
    return worst;
}

}  // namespace

void add_fmt_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<FormatOptions>();
    CLI::App* command =
        app.add_subcommand("fmt", "lay descriptions out canonically, in place; comments are kept");
    command
        ->add_option("FILE", options->files,
                     "descriptions; - reads standard input and writes standard output")
        ->required();
    command->add_flag("--check", options->check, "change nothing; exit 1 when a file would change");
    command->footer("Example: pin3 fmt --check netlists/*.pin3");
    command->callback(
        [=, &common, &action] { action = [=, &common] { return format_files(*options, common); }; });
}

}  // namespace pin3
