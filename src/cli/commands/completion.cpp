// pin3 completion: bash completion, written from the command line itself and the catalog.
#include "catalog/catalog.hpp"
#include "cli/command.hpp"
#include "core/codes.hpp"
#include "description/opamp_models.hpp"
#include "metrics/metric.hpp"

#include <fmt/format.h>

#include <iostream>
#include <set>

namespace pin3 {
namespace {

// What `explain` knows.
std::string explainable(const CommonOptions& common) {
    const std::vector<StagePtr> opamps = known_opamps(model_folders(common));
    std::set<std::string_view> names;
    for (const StagePtr& opamp : opamps) names.insert(opamp->name);
    for (const Kind* kind : kinds()) names.insert(kind->name);
    for (const Metric* metric : metrics()) names.insert(metric->name);
    for (const CodeEntry& code : codes()) names.insert(code.id);
    return fmt::format("{}", fmt::join(names, " "));
}

std::string options_of(const CLI::App& command) {
    std::set<std::string> names;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_lnames()) names.insert("--" + name);
        for (const std::string& name : option->get_snames()) names.insert("-" + name);
    }
    return fmt::format("{}", fmt::join(names, " "));
}

std::string bash_script(const CLI::App& app, const CommonOptions& common) {
    std::string commands, cases;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        commands += (commands.empty() ? "" : " ") + command->get_name();
        std::string words = options_of(*command);
        if (command->get_name() == "list") words += " outputs inputs cables grounds opamps metrics codes";
        if (command->get_name() == "explain") words += " " + explainable(common);
        cases += fmt::format("        {}) words='{}' ;;\n", command->get_name(), words);
    }
    return fmt::format(R"(# bash completion for pin3; source it, or put it into /etc/bash_completion.d
_pin3() {{
    local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}} command= words= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        [[ ${{COMP_WORDS[i]}} == -* ]] || {{ command=${{COMP_WORDS[i]}}; break; }}
    done
    case $previous in
        --format) COMPREPLY=($(compgen -W 'text json csv markdown' -- "$current")); return ;;
        --drive) COMPREPLY=($(compgen -W 'signal ground' -- "$current")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$current")); return ;;
        --models) COMPREPLY=($(compgen -d -- "$current")); return ;;
        -o|--output) COMPREPLY=($(compgen -f -- "$current")); return ;;
    esac
    case $command in
        '') words='{} {}' ;;
{}    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    case $command in
        run|matrix|check|fmt|netlist)
            COMPREPLY+=($(compgen -f -X '!*.pin3' -- "$current") $(compgen -d -S / -- "$current")) ;;
    esac
}}
complete -F _pin3 pin3
)",
                       commands, options_of(app), cases);
}

}  // namespace

void add_completion_command(CLI::App& app, CommonOptions& common, Action& action) {
    CLI::App* command = app.add_subcommand("completion", "completion for bash, on standard output");
    command->footer("Example: source <(pin3 completion)");
    command->callback([&app, &common, &action] {
        action = [&app, &common] {
            std::cout << bash_script(app, common);
            return ExitStatus::fine;
        };
    });
}

}  // namespace pin3
