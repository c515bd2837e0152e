// Links at random: every output, cable, input and ground of the catalog with values of its own, as text.
#pragma once

#include <fmt/format.h>
#include <rapidcheck.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace pin3 {

// The stages of a link, each as "kind { … }".
struct LinkWords {
    std::string output, cable, input, ground;

    // Definitions with names that end in `suffix`, and the link.
    std::string text(const std::string& name) const {
        return fmt::format(
            "output o_{0} : {1}\ncable c_{0} : {2}\ninput i_{0} : {3}\nground g_{0} : {4}\nlink {0} = o_{0} "
            "-> c_{0} -> i_{0} @ g_{0}\n",
            name, output, cable, input, ground);
    }
};

// Draws values from one seed, so that RapidCheck has one number to report. `scale` multiplies every impedance
// of what is drawn; the draws are the same for every scale.
class RandomStages {
public:
    explicit RandomStages(std::uint64_t seed, double scale = 1) : random_(seed), scale_(scale) {}

    LinkWords link() {
        LinkWords words;
        words.output = with_pin1(output());
        words.cable = cable();
        // a shell on a pin 3 that is open is an error
        if (const std::size_t on_open = words.cable.find("shell = pin3");
            on_open != std::string::npos && words.output.find("pin3 = open") != std::string::npos)
            words.cable.replace(on_open, 12, "shell = pin1");
        words.input = with_pin1(input());
        words.ground = ground();
        return words;
    }

    std::string output() {
        switch (below(8)) {
            case 0:
                return fmt::format("unbalanced {{ rout = {}, pin3 = {}, c_hot = {} }}", ohm(10, 2000),
                                   coin() ? "ground" : "open", farad(1e-10, 1e-8));
            case 1:
                return fmt::format("impedance_balanced {{ rout = {}, pin3 = {}, couple = {} }}",
                                   ohm(20, 2000), ohm(20, 2000), capacitor(1e-5, 2e-4));
            case 2:
                return fmt::format("impedance_balanced {{ {}, c_hot = {}, c_cold = {} }}",
                                   pair("rout", "pin3", 20, 2000), farad(1e-10, 1e-8), farad(1e-10, 1e-8));
            case 3:
                return fmt::format(
                    "symmetric {{ {}, gain_error = {:.6g} %, couple_hot = {}, couple_cold = {} }}",
                    pair("rout_hot", "rout_cold", 20, 600), between(-2, 2), capacitor(1e-5, 2e-4),
                    capacitor(1e-5, 2e-4));
            case 4: {
                const double r = logarithmic(8e3, 2e4) * scale_;
                return fmt::format("cross_coupled {{ r = {:.12g}, r1 = {:.12g}, r6 = {:.12g}, {} }}", r,
                                   r * (1 + between(-2e-4, 2e-4)), r * (1 + between(-2e-4, 2e-4)),
                                   pair("rout_hot", "rout_cold", 40, 60));
            }
            case 5:
                return fmt::format("ground_cancelling {{ rout = {}, r = {}, r1 = {} }}", ohm(20, 600),
                                   ohm(9e3, 11e3), ohm(9e3, 11e3));
            case 6:
                return fmt::format(
                    "transformer {{ ratio = {:.6g}, rdc_primary = {}, rdc_secondary = {}, lm = {}, leakage = "
                    "{}, c_interwinding = {}, "
                    "c_winding = {}, c_winding_imbalance = {:.4g} %, faraday = {}, tap = {}, rout = {}, "
                    "c_residual = {}, residual = {} }}",
                    between(0.5, 4), ohm(20, 500), ohm(20, 500), henry(5, 100), henry(1e-4, 1e-2),
                    farad(1e-11, 1e-8), farad(1e-11, 1e-9), between(-30, 30), coin() ? "yes" : "no",
                    coin() ? "floating" : "ground", ohm(10, 500), farad(1e-12, 1e-10),
                    coin() ? "cold_to_hot" : "hot_to_cold");
            default:
                return fmt::format("measured {{ v_hot = {:.6g}, v_cold = {:.6g}, {}, {}, z_common = {} }}",
                                   between(0.1, 1), between(-1, 0), pair("z_hot", "z_cold", 20, 1000),
                                   pair("l_hot", "l_cold", 1e-3, 0.5), ohm(1, 1e5));
        }
    }

    std::string cable() {
        const std::string length =
            fmt::format("length = {:.6g}, sections = {}", logarithmic(0.5, 100), 1 + below(3));
        switch (below(4)) {
            case 0:
                return fmt::format("coax {{ {}, {}, {}, {} }}", length, conductors(), lead(), shell());
            case 1:
                return fmt::format(
                    "unshielded {{ length = {:.6g}, r_conductor = {}, c_conductors = {}, l_conductor = {}, "
                    "{} }}",
                    logarithmic(0.5, 100), ohm(0.01, 0.1), farad(2e-11, 1e-10), henry(1e-7, 1e-6), lead());
            default:
                return fmt::format(
                    "{} {{ {}, {}, {}, {}, m_imbalance = {}, c_conductors = {}, c_imbalance = {:.4g} % }}",
                    coin() ? "twisted_pair" : "star_quad", length, conductors(), lead(), shield(),
                    coin() ? "0" : henry(1e-10, 1e-8), farad(2e-11, 2e-10), between(-6, 6));
        }
    }

    std::string input() {
        switch (below(6)) {
            case 0:
                return fmt::format("unbalanced {{ r = {}, c_hot = {}, lift = {}{} }}", ohm(5e3, 1e5),
                                   farad(1e-11, 1e-9), coin() ? "0" : ohm(1, 300), at_pins({"hot"}));
            case 1:
                return fmt::format("difference {{ {}, c_hot = {}, c_cold = {}{} }}", four_resistors(5e3, 5e4),
                                   farad(1e-11, 2e-10), farad(1e-11, 2e-10), at_pins({"hot", "cold"}));
            case 2:
                return fmt::format("instrumentation {{ {}, r_common = {}, gain = {:.6g}, rf = {}, {} }}",
                                   pair("r_bias_hot", "r_bias_cold", 2e4, 1e6), ohm(1, 1e5), between(1.5, 10),
                                   ohm(1e3, 2e4), four_resistors(5e3, 2e4));
            case 3:
                return fmt::format("bootstrapped {{ {}, r_common = {}, c_boot = {}, {}, {} }}",
                                   pair("r_bias_hot", "r_bias_cold", 1e4, 3e4), ohm(1e4, 3e4),
                                   farad(1e-4, 3e-4), pair("r_mean_hot", "r_mean_cold", 9e3, 1.1e4),
                                   four_resistors(5e3, 2e4));
            case 4:
                return fmt::format(
                    "transformer {{ rdc_primary = {}, rdc_secondary = {}, lm = {}, leakage = {}, "
                    "c_interwinding = {}, c_winding = {}, "
                    "c_winding_imbalance = {:.4g} %, faraday = {}, load = {}, c_residual = {}, residual = {} "
                    "}}",
                    ohm(50, 2000), ohm(50, 2000), henry(20, 200), henry(1e-3, 1e-1), farad(1e-11, 1e-9),
                    farad(1e-11, 1e-10), between(-40, 40), coin() ? "yes" : "no", ohm(8e3, 1e5),
                    coin() ? "0" : farad(1e-12, 1e-11), coin() ? "cold_to_hot" : "hot_to_hot");
            default:
                return fmt::format(
                    "measured {{ {}, z_differential = {}, cmrr = {:.6g} dB, gain = {:.6g}{} }}",
                    pair("z_hot", "z_cold", 5e3, 1e5), ohm(1e4, 1e6), between(40, 100), between(0.5, 4),
                    at_pins({"hot", "cold"}));
        }
    }

    std::string ground() {
        switch (below(5)) {
            case 0:
                return fmt::format("mains {{ impedance = {}, inductance = {}, bond = {} }}", ohm(0.1, 5),
                                   henry(1e-6, 1e-4), bond());
            case 1:
                return fmt::format("double_insulated {{ capacitance = {}, at = {}, bond = {} }}",
                                   farad(1e-10, 5e-9), at(), bond());
            case 2:
                return fmt::format("supply {{ capacitance = {}, coupling = {}, at = {}, bond = {} }}",
                                   farad(1e-10, 5e-9), farad(1e-11, 1e-10), at(), bond());
            case 3:
                return fmt::format("rf {{ impedance = {} }}", ohm(50, 300));
            default:
                return "none";
        }
    }

private:
    std::uint64_t below(std::uint64_t n) { return random_() % n; }
    bool coin() { return below(2) == 0; }
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(random_() >> 11) * 0x1p-53;
    }
    double logarithmic(double low, double high) { return low * std::pow(high / low, between(0, 1)); }

    std::string ohm(double low, double high) {
        return fmt::format("{:.12g}", logarithmic(low, high) * scale_);
    }
    std::string henry(double low, double high) { return ohm(low, high); }
    std::string farad(double low, double high) {
        return fmt::format("{:.12g}", logarithmic(low, high) / scale_);
    }
    std::string capacitor(double low, double high) { return coin() ? "none" : farad(low, high); }

    // Phantom feeds, coupling capacitors and a load, in half of the inputs.
    std::string at_pins(const std::vector<std::string>& legs) {
        if (coin()) return "";
        std::string words = fmt::format(", load_between = {}", ohm(1e3, 1e5));
        for (const std::string& leg : legs)
            words +=
                fmt::format(", phantom_{0} = {1}, couple_{0} = {2}", leg, ohm(5e3, 1e4), farad(1e-6, 1e-4));
        return words;
    }

    // Two parts that differ by 1e-6 to 0.3.
    std::string pair(const std::string& one, const std::string& other, double low, double high) {
        const double value = logarithmic(low, high) * scale_;
        return fmt::format("{} = {:.12g}, {} = {:.12g}", one, value, other,
                           value * (1 + (coin() ? 1 : -1) * logarithmic(1e-6, 0.3)));
    }

    std::string four_resistors(double low, double high) {
        const double value = logarithmic(low, high) * scale_, off = logarithmic(1e-6, 1e-2);
        return fmt::format("r1 = {:.12g}, r2 = {:.12g}, r3 = {:.12g}, r4 = {:.12g}", value,
                           value * (1 + between(-off, off)), value * (1 + between(-off, off)),
                           value * (1 + between(-off, off)));
    }

    std::string conductors() {
        return fmt::format("r_conductor = {}, r_shield = {}, c_shield = {}, l_conductor = {}", ohm(0.01, 0.1),
                           ohm(0.005, 0.1), farad(5e-11, 2e-10), henry(1e-7, 1e-6));
    }

    std::string lead() {
        return fmt::format("l_common = {}, choke = {}, r_contact = {}", henry(8e-7, 2e-6),
                           coin() ? "0" : henry(1e-6, 1e-3), ohm(1e-3, 0.1));
    }

    std::string with_pin1(std::string stage) {
        if (coin()) return stage;
        stage.resize(stage.size() - 2);  // " }"
        return fmt::format("{}, pin1 = {} }}", stage, ohm(1e-3, 0.2));
    }

    std::string bond() { return coin() ? "none" : ohm(0.02, 2); }

    std::string at() {
        const std::uint64_t box = below(3);
        return box == 0 ? "source" : box == 1 ? "receiver" : "both";
    }

    // shell = pin3 has no bond to pin 1 that shield = receiver could open
    std::string shell() {
        switch (below(3)) {
            case 0:
                return "shell = pin1, " + shield();
            case 1:
                return "shell = pin3, shield = both";
            default:
                return "shell = both, " + shield();
        }
    }

    std::string shield() {
        switch (below(4)) {
            case 0:
                return "shield = receiver";
            case 1:
                return "shield = source";
            case 2:
                return "shield = " + farad(1e-9, 1e-7);
            default:
                return "shield = both";
        }
    }

    std::mt19937_64 random_;
    double scale_;
};

// Several links of one seed, as one description that is measured at these frequencies alone.
inline std::string description_of(const std::vector<LinkWords>& links, const std::vector<double>& spots_hz) {
    std::string text = "sweep { from = 20, to = 50k, points = 1, at = (";
    for (std::size_t i = 0; i < spots_hz.size(); ++i) text += fmt::format("{}{}", i ? ", " : "", spots_hz[i]);
    text += ") }\n";
    for (std::size_t i = 0; i < links.size(); ++i) text += links[i].text(fmt::format("l{}", i));
    return text;
}

// Seeds that RapidCheck draws and prints; a smaller one is no simpler.
inline std::uint64_t any_seed() {
    return *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>());
}

}  // namespace pin3
