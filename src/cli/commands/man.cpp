// pin3 man: the manual page in roff, written from the tables of the commands.
#include "cli/session.hpp"

#include <fmt/format.h>

#include <iostream>
#include <sstream>

namespace pin3 {
namespace {

// A hyphen that stays one, a backslash, and a leading dot or quote that is no request.
std::string roff(std::string_view text) {
    std::string out;
    bool line_begins = true;
    for (const char c : text) {
        if (line_begins && (c == '.' || c == '\'')) out += "\\&";
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else
            out += c;
        line_begins = c == '\n';
    }
    return out;
}

// "--dump WHAT:{syntax,stages}"
std::string shown(const Option& option) {
    std::string text(option.name);
    if (!option.value.empty()) text += fmt::format(" {}", option.value);
    if (!option.words.empty()) text += fmt::format(":{{{}}}", fmt::join(option.words, ","));
    return text;
}

void add_entry(std::ostream& out, std::string_view name, std::string_view text) {
    out << ".TP\n.B " << roff(name) << "\n" << roff(text) << "\n";
}

void add_options(std::ostream& out, std::span<const Option> options) {
    for (const Option& option : options)
        if (!option.positional())
            add_entry(out, shown(option),
                      option.range ? fmt::format("{}; from {:.10g} to {:.10g}", option.help,
                                                 option.range->low, option.range->high)
                                   : option.help);
}

void add_command(std::ostream& out, const Command& command) {
    std::string positionals;
    for (const Option& option : command.options)
        if (option.positional()) positionals += fmt::format(" {}", option.name);
    out << ".SS " << roff(command.name) << roff(positionals) << "\n" << roff(command.summary) << ".\n";
    add_options(out, command.options);
    out << ".PP\n.nf\n" << roff(footer(command)) << "\n.fi\n";
}

std::string manual() {
    std::ostringstream out;
    out << ".TH PIN3 1 \"\" \"pin3 " << pin3_version() << "\" \"User Commands\"\n"
        << ".SH NAME\npin3 \\- common-mode rejection of audio links, simulated with ngspice\n"
        << ".SH SYNOPSIS\n.B pin3\n.I COMMAND\n[options] [FILE]\n"
        << ".SH DESCRIPTION\n"
        << roff(about_pin3) << "\n.PP\n"
        << "A description names output stages, cables, input stages and grounds, and joins them to links. "
           "What can stand in it:\n"
        << ".B pin3 list\nand\n.BR \"pin3 explain\" .\n"
        << ".SH COMMANDS\n";
    for (const Command* command : commands()) add_command(out, *command);
    out << ".SH OPTIONS OF ALL COMMANDS\n";
    add_options(out, options_of_all_commands());
    out << ".SH EXIT STATUS\n";
    for (const ExitMeaning& exit : exit_meanings())
        add_entry(out, std::to_string(static_cast<int>(exit.status)),
                  fmt::format("{}{}", exit.meaning, exit.more));
    out << R"(.SH ENVIRONMENT
.TP
.B PIN3_MODELS
folders of models, separated by colons
.TP
.B PIN3_NGSPICE
the path of libngspice, where it is not the system's
.TP
.B NO_COLOR
no colour, whatever the terminal
.SH EXAMPLE
.nf
output synth  : impedance_balanced { rout = 1k 5% }
input  mixer  : difference         { r = 10k 1%, opamp = ne5532 }
cable  lead   : twisted_pair       { length = 10 m }
ground rack   : mains              { level = 100 mV }
link   stage  = synth \-> lead \-> mixer @ rack
expect stage.cmrr at 1 kHz >= 35 dB
.fi
.SH SEE ALSO
.BR ngspice (1)
)";
    return out.str();
}

ExitStatus man(Session&, const Options&) {
    std::cout << manual();
    return ExitStatus::fine;
}

}  // namespace

extern const Command command_man{.name = "man",
                                 .summary = "the manual page in roff, on standard output",
                                 .examples = {"pin3 man > pin3.1 && man ./pin3.1"},
                                 .run = man};

}  // namespace pin3
