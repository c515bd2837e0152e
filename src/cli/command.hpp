// A command of the tool: one file each, and one line in commands.inc.
#pragma once

#include "cli/environment.hpp"
#include "report/format.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <functional>
#include <string>
#include <vector>

namespace pin3 {

// Adds the command to the command line. What it is to do is stored in `action` when the user chose it.
using Action = std::function<ExitStatus()>;
using AddCommand = void (*)(CLI::App& app, CommonOptions& common, Action& action);

// A number from `low` to `high`; what is none, as nan, is none.
inline std::function<std::string(const std::string&)> number_between(double low, double high) {
    return [low, high](const std::string& text) {
        double value = 0;
        const bool inside = CLI::detail::lexical_cast(text, value) && value >= low && value <= high;
        return inside ? std::string() : fmt::format("`{}` is no number from {:g} to {:g}", text, low, high);
    };
}

// FILE: the description.
inline void add_file_option(CLI::App& command, std::string& file) {
    command.add_option("FILE", file, "a description, or - for standard input")->required();
}

// --link: one of the description's.
inline void add_link_option(CLI::App& command, std::string& link) {
    command.add_option("--link", link, "which link; not needed where there is one")->type_name("NAME");
}

// --at: a frequency, for frequency_option().
inline void add_frequency_option(CLI::App& command, std::string& at) {
    command.add_option("--at", at, "frequency, as in a description: 50, 1k, '10 kHz'; 1k by default")
        ->type_name("FREQUENCY");
}

// -j, --jobs: 0 for as many as there are cores.
inline void add_jobs_option(CLI::App& command, unsigned& jobs) {
    command.add_option("-j,--jobs", jobs, "threads and simulator processes; one a core by default")
        ->type_name("N");
}

// --listening-level: for what is audible.
inline void add_listening_option(CLI::App& command, double& nominal_spl_db) {
    command
        .add_option("--listening-level", nominal_spl_db,
                    "how loud a nominal signal is heard, dB SPL; 85 by default")
        ->type_name("DB")
        ->check(number_between(0, 140));
}

// --format: one of formats().
inline void add_format_option(CLI::App& command, std::string& format) {
    std::vector<std::string> names;
    for (const Format* one : formats()) names.emplace_back(one->name);
    const std::string all_but_last = fmt::format("{}", fmt::join(names.begin(), names.end() - 1, ", "));
    command.add_option("--format", format, fmt::format("{} or {}", all_but_last, names.back()))
        ->type_name("FORMAT")
        ->check(CLI::IsMember(names));
}

// --seed: of the draws of units.
inline void add_seed_option(CLI::App& command, std::uint64_t& seed) {
    command.add_option("--seed", seed, "of the draws; 1 by default")
        ->type_name("S")
        ->check([](const std::string& text) {
            return text.starts_with('-') ? std::string("a seed is a whole number from 0 on") : std::string();
        });
}

// -o, --output: a file; standard output without it.
inline void add_output_option(CLI::App& command, std::string& file) {
    command.add_option("-o,--output", file, "write to a file")
        ->type_name("FILE")
        ->check(
            [](const std::string& name) { return name.empty() ? std::string("a file needs a name") : ""; });
}

}  // namespace pin3
