// pin3 netlist FILE: the SPICE deck of a link.
#include "cli/command.hpp"
#include "response/link_deck.hpp"

#include <memory>

namespace pin3 {
namespace {

struct NetlistOptions {
    std::string file;
    std::string link;
    std::string drive = "ground";
    std::string output;
    std::optional<std::uint64_t> unit;
    std::uint64_t seed = 1;
};

ExitStatus netlist(const NetlistOptions& options, const CommonOptions& common) {
    const std::optional<Loaded> loaded = load(options.file, common);
    if (!loaded) return ExitStatus::wrong_usage;
    const Description& description = loaded->description;
    const LinkPtr link = choose_link(description, options.link, options.file);
    if (!link) return ExitStatus::wrong_usage;
    const std::optional<UnitId> unit =
        options.unit ? std::optional(UnitId{*options.unit, options.seed}) : std::nullopt;
    return deliver(link_deck(*link, options.drive == "signal" ? Drive::signal : Drive::ground_emf,
                             description.frequencies, unit),
                   options.output);
}

}  // namespace

void add_netlist_command(CLI::App& app, CommonOptions& common, Action& action) {
    auto options = std::make_shared<NetlistOptions>();
    CLI::App* command = app.add_subcommand("netlist", "the SPICE deck of a link, for any SPICE");
    add_file_option(*command, options->file);
    add_link_option(*command, options->link);
    command->add_option("--drive", options->drive, "what drives: signal, or ground (the default)")
        ->type_name("DRIVE")
        ->check(CLI::IsMember({"signal", "ground"}));
    command->add_option("--unit", options->unit, "the values of that unit of production")->type_name("N");
    add_seed_option(*command, options->seed);
    add_output_option(*command, options->output);
    command->footer(
        "Example: pin3 netlist netlists/synth_to_mixer.pin3 --link resistor -o deck.cir && ngspice -b "
        "deck.cir");
    command->callback([=, &common, &action] { action = [=, &common] { return netlist(*options, common); }; });
}

}  // namespace pin3
