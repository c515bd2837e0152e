#include "catalog/ground_leakage.hpp"

#include <cmath>
#include <numbers>
#include <string>

namespace pin3 {
namespace {

// Both ways into a chassis hang on the one EMF: the mains alone is capacitance / (capacitance + coupling) of
// it, the packets alone coupling / (capacitance + coupling). Of two supplies in series (at = both) the mains
// adds in the worst phase; their packets, which no clock joins, in power.
struct Shares {
    double mains, packets;
};

Shares shares(const Parameters& parameters) {
    const auto of_box = [&](const std::string& box) {
        const double leakage = parameters.number("capacitance" + box),
                     coupling = parameters.number("coupling" + box);
        return Shares{leakage / (leakage + coupling), coupling / (leakage + coupling)};
    };
    const Shares source = of_box("");
    if (!parameters.is("at", "both")) return source;
    const Shares receiver = of_box("_receiver");
    return {source.mains + receiver.mains, std::hypot(source.packets, receiver.packets)};
}

// Packets twice a period of the mains, with soft edges: a switching sine whose amplitude goes between nothing
// and all.
std::vector<HumSource> hum(const Parameters& parameters, double) {
    const Shares share = shares(parameters);
    const double mean_rms = parameters.number("packets") / 2 / 2 / std::numbers::sqrt2;
    return {leakage_hum(parameters, share.mains),
            {"packets", modulated_lines(parameters.number("switching"), mean_rms * share.packets,
                                        2 * parameters.number("frequency"), 1)}};
}

std::string check(const Parameters& parameters) {
    if (parameters.number("switching") <= 4 * parameters.number("frequency"))
        return "switching must be far above frequency: 65 kHz is usual";
    return check_leakage(parameters);
}

}  // namespace

extern const Kind ground_supply{
    .role = Role::ground,
    .name = "supply",
    .summary = "a box with a switch-mode supply without earth, or both: mains and packets leak",
    .parameters = leakage_parameters({
        {.name = "switching",
         .unit = Unit::hertz,
         .standard = "100 kHz",
         .help = "frequency of the switching",
         .positive = true,
         .tolerance = false},
        {.name = "packets",
         .unit = Unit::volt,
         .standard = "10 V",
         .help = "peak to peak, of the packets of switching that come twice a period of the mains",
         .tolerance = false},
        {.name = "coupling",
         .unit = Unit::farad,
         .standard = "47 pF",
         .help = "through which the packets come into the chassis"},
    }),
    .circuit = R"(
                       capacitance
  receiver's     +--( mains )----||--+
  chassis     ---+                   +--- source's chassis
                 +--( packets )--||--+
                         coupling
)",
    .formula =
        "I = 2 pi f C V: 2.2 nF at 230 V and 50 Hz leaks 159 uA, 10 V peak to peak of 100 kHz through 47 pF "
        "104 uA rms at the crest of a packet and 64 uA over all time; U = I Z_shield where a shield bonds "
        "the chassis.",
    .example = "ground charger : supply { capacitance = 2.2 nF, switching = 65 kHz }",
    .build = BuildGround{build_leakage},
    .check = check,
    .hum = hum,
};

}  // namespace pin3
