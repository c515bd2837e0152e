// pin3 completion: bash completion, written from the tables of the commands.
#include "cli/session.hpp"

#include <fmt/format.h>

#include <iostream>
#include <set>

namespace pin3 {
namespace {

// What bash offers for a path.
std::string_view offered(PathOf path) {
    switch (path) {
        case PathOf::description:
            return "$(compgen -f -X '!*.pin3' -- \"$current\") $(compgen -d -S / -- \"$current\")";
        case PathOf::folder:
            return "$(compgen -d -- \"$current\")";
        case PathOf::file:
            return "$(compgen -f -- \"$current\")";
        case PathOf::nothing:
            break;
    }
    return {};
}

// A line a value that is completed: of that command, or of all for "*".
std::string values_of(std::string_view command, std::span<const Option> options) {
    std::string lines;
    for (const Option& option : options) {
        if (option.positional() || (option.words.empty() && option.path == PathOf::nothing)) continue;
        const std::string values = option.words.empty() ? std::string(offered(option.path))
                                                        : fmt::format("$(compgen -W '{}' -- \"$current\")",
                                                                      fmt::join(option.words, " "));
        std::string when;
        for (const std::string_view name : {option.letter, option.name})
            if (!name.empty()) when += fmt::format("{}{}' {}'", when.empty() ? "" : "|", command, name);
        lines += fmt::format("        {}) COMPREPLY=({}); return ;;\n", when, values);
    }
    return lines;
}

void add_names(std::set<std::string>& names, std::span<const Option> options) {
    for (const Option& option : options)
        for (const std::string_view name : {option.letter, option.name})
            if (!name.empty() && !option.positional()) names.emplace(name);
}

// The words that may follow a command, and the files.
std::string words_of(const Command& command, Session& session) {
    std::set<std::string> names = {"--help", "-h"};
    add_names(names, command.options);
    std::string words = fmt::format("{}", fmt::join(names, " "));
    std::string files;
    for (const Option& option : command.options) {
        if (!option.positional()) continue;
        if (!option.words.empty()) words += fmt::format(" {}", fmt::join(option.words, " "));
        if (option.known) words += fmt::format(" {}", fmt::join(option.known(session), " "));
        if (option.path != PathOf::nothing) files = fmt::format(" files=({})", offered(option.path));
    }
    return fmt::format("        {}) words='{}'{} ;;\n", command.name, words, files);
}

std::string bash_script(Session& session) {
    std::string names, words, values = values_of("*", options_of_all_commands());
    for (const Command* command : commands()) {
        names += fmt::format("{} ", command->name);
        words += words_of(*command, session);
        values += values_of(command->name, command->options);
    }
    std::set<std::string> of_all;
    add_names(of_all, options_of_all_commands());
    return fmt::format(R"(# bash completion for pin3; source it, or put it into /etc/bash_completion.d
_pin3() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= words= files=() i
    for ((i = 1; i < COMP_CWORD; i++)); do
        [[ ${{COMP_WORDS[i]}} == -* ]] || {{ command=${{COMP_WORDS[i]}}; break; }}
    done
    case "$command $previous" in
{}    esac
    case $command in
        '') words='{}{}' ;;
{}    esac
    COMPREPLY=($(compgen -W "$words" -- "$current") "${{files[@]}}")
}}
complete -F _pin3 pin3
)",
                       values, names, fmt::join(of_all, " "), words);
}

ExitStatus completion(Session& session, const Options&) {
    std::cout << bash_script(session);
    return ExitStatus::fine;
}

}  // namespace

extern const Command command_completion{.name = "completion",
                                        .summary = "completion for bash, on standard output",
                                        .examples = {"source <(pin3 completion)"},
                                        .run = completion};

}  // namespace pin3
