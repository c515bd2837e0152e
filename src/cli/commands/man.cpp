// pin3 man: the manual page in roff, written from the command line itself.
#include "cli/command.hpp"

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

void command_section(std::ostream& out, const CLI::App& command) {
    std::string positionals;
    for (const CLI::Option* option : command.get_options())
        if (!option->nonpositional()) positionals += " " + option->get_name(true);
    out << ".SS " << roff(command.get_name()) << roff(positionals) << "\n"
        << roff(command.get_description()) << ".\n";
    for (const CLI::Option* option : command.get_options()) {
        if (!option->nonpositional() || option->get_name() == "--help,-h") continue;
        const std::string type = option->get_type_size() == 0 ? "" : " " + option->get_type_name();
        out << ".TP\n.B " << roff(option->get_name()) << roff(type) << "\n"
            << roff(option->get_description()) << "\n";
    }
    out << ".PP\n.nf\n" << roff(command.get_footer()) << "\n.fi\n";
}

std::string manual(const CLI::App& app) {
    std::ostringstream out;
    out << ".TH PIN3 1 \"\" \"pin3 " << pin3_version() << "\" \"User Commands\"\n"
        << ".SH NAME\npin3 \\- common-mode rejection of audio links, simulated with ngspice\n"
        << ".SH SYNOPSIS\n.B pin3\n.I COMMAND\n[options] [FILE]\n"
        << ".SH DESCRIPTION\n"
        << roff(app.get_description()) << "\n.PP\n"
        << "A description names output stages, cables, input stages and grounds, and joins them to links. "
           "What can stand in it:\n"
        << ".B pin3 list\nand\n.BR \"pin3 explain\" .\n"
        << ".SH COMMANDS\n";
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        command_section(out, *command);
    out << ".SH OPTIONS OF ALL COMMANDS\n";
    for (const CLI::Option* option : app.get_options()) {
        if (!option->nonpositional()) continue;
        const std::string type = option->get_type_size() == 0 ? "" : " " + option->get_type_name();
        out << ".TP\n.B " << roff(option->get_name()) << roff(type) << "\n"
            << roff(option->get_description()) << "\n";
    }
    out << R"(.SH EXIT STATUS
.TP
.B 0
everything is fine
.TP
.B 1
an expectation does not hold, or a file is not in canonical layout
.TP
.B 2
the command or the description is wrong
.TP
.B 3
a simulation failed
.TP
.B 4
ngspice is not there
.SH ENVIRONMENT
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

}  // namespace

void add_man_command(CLI::App& app, CommonOptions&, Action& action) {
    CLI::App* command = app.add_subcommand("man", "the manual page in roff, on standard output");
    command->footer("Example: pin3 man > pin3.1 && man ./pin3.1");
    command->callback([&app, &action] {
        action = [&app] {
            std::cout << manual(app);
            return ExitStatus::fine;
        };
    });
}

}  // namespace pin3
