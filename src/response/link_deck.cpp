#include "response/link_deck.hpp"

#include "core/unit.hpp"
#include "netlist/deck.hpp"
#include "response/response.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace pin3 {
namespace {

// "50", "62_5": a frequency as part of a name
std::string name_of(double hertz) {
    std::string name = shortest(hertz);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '.' || c == '+' || c == '-'; }, '_');
    return name;
}

// The largest step in millihertz of which every spot is a multiple; 0 when there is none.
std::int64_t common_step(const std::vector<double>& spots) {
    std::int64_t step = 0;
    for (const double spot : spots) {
        const double milli = spot * 1000;
        if (milli != std::floor(milli) || milli > 1e15) return 0;
        step = std::gcd(step, static_cast<std::int64_t>(milli));
    }
    return step;
}

}  // namespace

std::string spot_sweep(const std::vector<double>& spots) {
    const double low = spots.front(), high = spots.back();
    if (low == high) return fmt::format(".ac lin 1 {0} {0}", shortest(low));
    if (const std::int64_t step = common_step(spots)) {
        const double points = (high - low) * 1000 / static_cast<double>(step) + 1;
        if (points <= 20000)
            return fmt::format(".ac lin {:.0f} {} {}", points, shortest(low), shortest(high));
    }
    return fmt::format(".ac dec 1000 {} {}", shortest(low), shortest(high));
}

std::string link_deck(const Link& link, Drive drive, const FrequencyPlan& frequencies,
                      const std::optional<UnitId>& unit) {
    Rig rig = link_rig(link);
    if (unit) rig.circuit = built(rig.circuit, *unit);
    const std::string out = rig.circuit.node_name(rig.probes[0]);
    const std::string chassis = rig.circuit.node_name(rig.probes[1]);
    const std::vector<double> at = spots(frequencies, link);
    std::vector<std::string> cards = {spot_sweep(at)};
    if (drive == Drive::signal) {
        cards.insert(cards.begin(),
                     "* signal_gain_<Hz>: dB, the receiver's output per volt of the unloaded signal");
        for (const double hertz : at)
            cards.push_back(fmt::format(".meas ac signal_gain_{} find vdb({}) at={}", name_of(hertz), out,
                                        shortest(hertz)));
    } else {
        cards.insert(
            cards.begin(),
            fmt::format("* ground_gain_<Hz>: dB, the receiver's output per volt between the chassis, v({})",
                        chassis));
        for (const double hertz : at) {
            const std::string name = name_of(hertz);
            cards.push_back(fmt::format(".meas ac out_{} find vdb({}) at={}", name, out, shortest(hertz)));
            cards.push_back(
                fmt::format(".meas ac chassis_{} find vdb({}) at={}", name, chassis, shortest(hertz)));
            cards.push_back(fmt::format(".meas ac ground_gain_{0} param='out_{0}-chassis_{0}'", name));
        }
    }
    std::string title = fmt::format("pin3: link {}, driven by the {}", link.name, drive_name(drive));
    if (unit) title += fmt::format(", unit {} of seed {}", unit->number, unit->seed);
    return response_deck(rig, drive == Drive::signal ? "v_signal" : "v_ground", title, std::move(cards));
}

}  // namespace pin3
