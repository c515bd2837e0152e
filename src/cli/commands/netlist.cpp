// pin3 netlist FILE: the SPICE deck of a link.
#include "cli/session.hpp"
#include "cli/shared_options.hpp"
#include "response/link_deck.hpp"

namespace pin3 {
namespace {

ExitStatus netlist(Session& session, const Options& options) {
    const Loaded loaded = session.load(options.text("FILE"));
    const Description& description = loaded.description;
    const LinkPtr link = session.link(description);
    const Drive drive = options.text("--drive") == "signal" ? Drive::signal : Drive::ground_emf;
    session.deliver(link_deck(*link, drive, description.frequencies, chosen_unit(options)),
                    options.text("--output"));
    return ExitStatus::fine;
}

}  // namespace

extern const Command command_netlist{
    .name = "netlist",
    .summary = "the SPICE deck of a link, for any SPICE",
    .options = {description_file, link_option,
                Option{.name = "--drive",
                       .value = "DRIVE",
                       .help = "what drives: signal, or ground (the default)",
                       .standard = "ground",
                       .words = {"signal", "ground"}},
                Option{.name = "--unit",
                       .value = "N",
                       .help = "the values of that unit of production",
                       .standard = std::uint64_t{0}},
                seed_option, output_option},
    .examples =
        {"pin3 netlist netlists/synth_to_mixer.pin3 --link resistor -o deck.cir && ngspice -b deck.cir"},
    .run = netlist};

}  // namespace pin3
