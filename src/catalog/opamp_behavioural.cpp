#include "catalog/kind.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <utility>

namespace pin3 {
namespace {

// No resistor in here makes thermal noise: noise_voltage and noise_current are measured at the inputs of the
// whole op-amp and hold all of it. Of a bipolar input r_differential is the transistors' 2 r_pi, an
// incremental resistance whose noise is the base currents' (4kT/r would be another 1.04 dB of an OPA1612's
// hiss).
//
// Levels of impedance inside: low enough that the 1e-12 S which ngspice lays across a diode changes the gain
// by less than 1e-6.
constexpr double gain_ohm = 100e3;
constexpr double pole_ohm = 1e3;
constexpr double rejection_ohm = 1;

// Holds the gain stage at the limits of the output. The small emission coefficient makes a drop of about 50
// mV of a diode.
constexpr std::string_view clamp_model = "pin3_clamp";
constexpr std::string_view clamp_card = ".model pin3_clamp d(is=1e-14 n=0.05)";

// The integrator's capacitor C takes at most slew C; C = siemens/(2 pi gbw).
double slew_current(const Parameters& parameters, double siemens) {
    return parameters.number("slew") * siemens / (2 * std::numbers::pi * parameters.number("gbw"));
}

double farad_for(double hertz, double ohm) {
    return 1 / (2 * std::numbers::pi * hertz * ohm);
}

bool none(const Parameters& parameters, std::string_view name) {
    return parameters.is(name, "none");
}

void build_inputs(Scope& scope, const Parameters& parameters, const OpampPins& pins) {
    if (!none(parameters, "r_differential"))
        scope.noiseless_resistor("r_differential", pins.plus, pins.minus, parameters.part("r_differential"));
    scope.capacitor("c_differential", pins.plus, pins.minus, parameters.part("c_differential"));
    const auto to_chassis = [&](const std::string& leg, Node pin) {
        if (scope.circuit().canonical(pin) == ground) return;
        if (!none(parameters, "r_common"))
            scope.noiseless_resistor("r_common_" + leg, pin, ground, parameters.part("r_common"));
        scope.capacitor("c_common_" + leg, pin, ground, parameters.part("c_common"));
    };
    to_chassis("plus", pins.plus);
    to_chassis("minus", pins.minus);
}

// The mean of both inputs over cmrr: a divider of cmrr : 1 whose upper resistor a capacitor bridges from
// cmrr_corner on. The rejection falls 20 dB a decade from there and ends at 0 dB.
Node build_common_mode(Scope& scope, const Parameters& parameters, const OpampPins& pins) {
    const Node from_minus = scope.node("half_minus");
    const Node mean = scope.node("mean");
    scope.vcvs("half_minus", from_minus, ground, pins.minus, ground, fixed(0.5));
    scope.vcvs("half_plus", mean, from_minus, pins.plus, ground, fixed(0.5));
    const Node error = scope.node("common_mode_error");
    const Part& cmrr = parameters.part("cmrr");
    const double upper_ohm = rejection_ohm * (std::pow(10.0, cmrr.value / 20) - 1);
    scope.noiseless_resistor("cmrr_upper", mean, error, following(fixed(upper_ohm), cmrr));
    scope.noiseless_resistor("cmrr_lower", error, ground, fixed(rejection_ohm));
    if (!none(parameters, "cmrr_corner")) {
        const Part& corner = parameters.part("cmrr_corner");
        const Part capacitor = fixed(farad_for(corner.value, upper_ohm));
        scope.capacitor("cmrr", mean, error, following(following(capacitor, cmrr, 1, true), corner, 1, true));
    }
    return error;
}

void build_limits(Scope& scope, const Parameters& parameters, Node limited) {
    const double limit = parameters.number("supply") - parameters.number("headroom");
    const Node highest = scope.node("highest");
    const Node lowest = scope.node("lowest");
    scope.voltage("highest", highest, ground, limit);
    scope.voltage("lowest", lowest, ground, -limit);
    scope.diode("highest", limited, highest, clamp_model);
    scope.diode("lowest", lowest, limited, clamp_model);
    scope.circuit().add_model(std::string(clamp_card));
}

void build(Scope& scope, const Parameters& parameters, const OpampPins& pins) {
    build_inputs(scope, parameters, pins);

    // one pole: gain in the passband and a product of gain and bandwidth
    const Part& gain = parameters.part("gain");
    const Part& gbw = parameters.part("gbw");
    const Part siemens = following(fixed(std::pow(10.0, gain.value / 20) / gain_ohm), gain);
    const Node first = scope.node("gain");
    Node stage = first;
    scope.vccs("gain", ground, stage, pins.plus, pins.minus, siemens);
    const double most_drive = none(parameters, "slew") ? std::numeric_limits<double>::infinity()
                                                       : slew_current(parameters, siemens.value);
    scope.circuit().limit_last(most_drive, parameters.number("supply") - parameters.number("input_headroom"),
                               scope.owner());
    if (!none(parameters, "cmrr")) {
        scope.vccs("common_mode", ground, stage, build_common_mode(scope, parameters, pins), ground, siemens);
        if (std::isfinite(most_drive)) scope.circuit().limit_last(most_drive);
    }
    scope.noiseless_resistor("gain", stage, ground, fixed(gain_ohm));
    const Part integrator = following(fixed(farad_for(gbw.value, 1 / siemens.value)), gain);
    scope.capacitor("gain", stage, ground, following(integrator, gbw, 1, true));
    build_limits(scope, parameters, stage);

    if (!none(parameters, "pole2")) {
        const Node before = scope.node("pole2_in");
        const Node behind = scope.node("pole2");
        scope.vcvs("pole2", before, ground, stage, ground, fixed(1));
        scope.noiseless_resistor("pole2", before, behind, fixed(pole_ohm));
        const Part& pole = parameters.part("pole2");
        scope.capacitor("pole2", behind, ground,
                        following(fixed(farad_for(pole.value, pole_ohm)), pole, 1, true));
        stage = behind;
    }
    const Node source = scope.node("source");
    scope.vcvs("out", source, ground, stage, ground, fixed(1));
    // a current is limited through an impedance: of an op-amp that has none through 1 milliohm
    const bool limited = !none(parameters, "current_limit");
    const bool stiff = parameters.number("r_out") == 0;
    scope.noiseless_resistor("r_out", source, pins.out,
                             limited && stiff ? fixed(1e-3) : parameters.part("r_out"));
    // A fiftieth of the limit more takes away all that the first stage delivers.
    if (limited) {
        const double most = parameters.number("current_limit");
        const double drive =
            std::isfinite(most_drive) ? most_drive : 2 * parameters.number("supply") * siemens.value;
        scope.circuit().limit_last_current(most, first, drive / (0.02 * most), scope.owner());
    }

    scope.circuit().add_swing(
        {scope.owner(), stage, parameters.number("supply") - parameters.number("headroom")});
    // The noise voltage e in front of the + input is a current e gm out of the first stage and one of e/r
    // through r_differential; what flows through the others is nothing beside that. The noise currents flow
    // into the inputs.
    if (!none(parameters, "noise_voltage")) {
        const double volts = parameters.number("noise_voltage");
        scope.hiss("voltage", ground, first, volts * siemens.value);
        if (!none(parameters, "r_differential"))
            scope.hiss("voltage_differential", pins.plus, pins.minus,
                       volts / parameters.number("r_differential"), "voltage");
    }
    if (!none(parameters, "noise_current"))
        for (const auto& [name, pin] : {std::pair{"plus", pins.plus}, std::pair{"minus", pins.minus}})
            if (scope.circuit().canonical(pin) != ground)
                scope.hiss(name, ground, pin, parameters.number("noise_current"));
}

std::string check(const Parameters& parameters) {
    if (!(parameters.number("headroom") < parameters.number("supply")))
        return "headroom must be below supply: the output would have no range";
    if (!(parameters.number("input_headroom") < parameters.number("supply")))
        return "input_headroom must be below supply: the inputs would have no range";
    return {};
}

// A figure of the small-signal response, which may have a tolerance: for one in dB that of the plain ratio.
ParameterSpec figure(std::string_view name, Unit unit, std::string_view standard, std::string_view help) {
    return {.name = name, .unit = unit, .standard = standard, .help = help, .positive = true};
}

ParameterSpec figure_or_none(std::string_view name, Unit unit, std::string_view help) {
    ParameterSpec spec = figure(name, unit, "none", help);
    spec.words = {"none"};
    return spec;
}

// A figure that the small-signal response does not depend on.
ParameterSpec fixed_figure(ParameterSpec spec) {
    spec.tolerance = false;
    return spec;
}

ParameterSpec figure_or_zero(std::string_view name, Unit unit, std::string_view standard,
                             std::string_view help) {
    ParameterSpec spec = figure(name, unit, standard, help);
    spec.positive = false;
    return spec;
}

}  // namespace

extern const Kind opamp_behavioural{
    .role = Role::opamp,
    .name = "behavioural",
    .summary = "gain with two poles, input and output impedances, rejection, limits, from data sheet figures",
    .parameters =
        {
            figure("gain", Unit::decibel, "100 dB", "open loop, at DC; a tolerance is that of the ratio"),
            figure("gbw", Unit::hertz, "10 MHz", "product of gain and bandwidth"),
            figure_or_none("pole2", Unit::hertz, "second pole"),
            figure_or_none("r_differential", Unit::ohm, "between the inputs"),
            figure_or_zero("c_differential", Unit::farad, "0", "between the inputs"),
            figure_or_none("r_common", Unit::ohm, "from each input to the chassis"),
            figure_or_zero("c_common", Unit::farad, "0", "from each input to the chassis"),
            figure_or_zero("r_out", Unit::ohm, "0", "open loop"),
            figure_or_none("cmrr", Unit::decibel,
                           "at DC; a rising common voltage raises the output, as the + input does; a "
                           "tolerance is that of the ratio"),
            figure_or_none("cmrr_corner", Unit::hertz, "from here on cmrr falls, 20 dB a decade"),
            fixed_figure(
                figure("supply", Unit::volt, "15 V", "each of the two supplies, against the chassis")),
            fixed_figure(figure_or_zero("headroom", Unit::volt, "1.5 V",
                                        "how far below either supply the output is limited")),
            fixed_figure(
                figure_or_zero("input_headroom", Unit::volt, "= headroom",
                               "how far below either supply the inputs' mean may come; does not change "
                               "the AC response")),
            fixed_figure(
                figure_or_none("slew", Unit::volt_per_second, "slew rate; does not change the AC response")),
            fixed_figure(figure_or_none("current_limit", Unit::ampere,
                                        "of the output; does not change the AC response")),
            fixed_figure(figure_or_none("noise_voltage", Unit::volt_per_root_hertz,
                                        "of the inputs, at 1 kHz; does not change the AC response")),
            fixed_figure(figure_or_none("noise_current", Unit::ampere_per_root_hertz,
                                        "of each input, at 1 kHz; does not change the AC response")),
        },
    .circuit = R"(
  + --+-------+----- gm (v+ - v- + v_cm / cmrr) ---+-----+------+---[ x1 ]--+
      |       |                                    |     |      |           |
      |    r_common, c_common             100k, gm/(2 pi gbw)  limits  [ pole2 ]
   r_diff.    |                                    |     |      |           |
   c_diff. chassis                                 +-----+------+         [ x1 ]
      |       |                                          |                  |
      |    r_common, c_common                         chassis            [ r_out ]
      |       |                                                             |
  - --+-------+                                                      out ---+
)",
    .formula =
        "A(s) = gain / ((1 + s gain/(2 pi gbw)) (1 + s/(2 pi pole2))); cmrr(s) = cmrr / (1 + s/(2 pi "
        "cmrr_corner)) down to 0 dB; v_cm is the mean of the inputs. The output stops at supply - "
        "headroom, within 0.1 V.",
    .example =
        "opamp ne5532 : behavioural { gain = 100 dB, gbw = 10 MHz, r_differential = 300k, cmrr = 100 dB }",
    .build = BuildOpamp{build},
    .check = check,
};

}  // namespace pin3
