#include "catalog/ground_leakage.hpp"
#include "catalog/specs.hpp"

#include <numbers>

namespace pin3 {
namespace {

// Both ways into the chassis hang on the one EMF: the mains alone is capacitance / (capacitance + coupling)
// of it, the packets alone coupling / (capacitance + coupling).
void build(Scope& scope, const Parameters& parameters, const GroundNodes& nodes) {
    build_leakage(scope, parameters, nodes);
    scope.capacitor("coupling", nodes.emf, nodes.chassis, parameters.part("coupling"));
}

// Packets twice a period of the mains, with soft edges: a switching sine whose amplitude goes between nothing
// and all.
std::vector<HumSource> hum(const Parameters& parameters, double) {
    const double leakage = parameters.number("capacitance"), coupling = parameters.number("coupling");
    const double all = leakage + coupling;
    const double mean_rms = parameters.number("packets") / 2 / 2 / std::numbers::sqrt2;
    return {leakage_hum(parameters, leakage / all),
            {"packets", modulated_lines(parameters.number("switching"), mean_rms * coupling / all,
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
    .summary = "the source has a switch-mode supply without earth: mains and switching packets leak",
    .parameters = one_table({
        leakage_parameters(),
        {
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
             .help = "through which the packets come into the source's chassis"},
        },
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
    .build = BuildGround{build},
    .check = check,
    .hum = hum,
};

}  // namespace pin3
