// pin3 check FILE: only reads it.
#include "cli/session.hpp"
#include "cli/shared_options.hpp"

#include <fmt/format.h>

#include <iostream>

namespace pin3 {
namespace {

ExitStatus check(Session& session, const Options& options) {
    const Loaded loaded = session.load(options.text("FILE"));
    const Description& description = loaded.description;
    const auto count = [](std::size_t n, std::string_view what) {
        return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
    };
    std::cout << fmt::format("{}: fine; {}, {}, {}, {}\n", description.main().path,
                             count(description.links.size(), "link"),
                             count(description.used(Role::output).size(), "output"),
                             count(description.used(Role::input).size(), "input"),
                             count(loaded.expectations.size(), "expectation"));
    return ExitStatus::fine;
}

}  // namespace

extern const Command command_check{.name = "check",
                                   .summary = "only read a description and say what is wrong with it",
                                   .options = {description_file},
                                   .examples = {"pin3 check netlists/synth_to_mixer.pin3"},
                                   .run = check};

}  // namespace pin3
