#include "catalog/kind.hpp"
#include "catalog/opamp.hpp"
#include "catalog/specs.hpp"

#include <string>

namespace pin3 {
namespace {

// One of the two amplifiers with its resistors: out = a · drive + k · (the other pin).
struct Half {
    double a;
    double k;
    double loading;  // its rout over the two resistors that hang on its pin
};

Half half(const Parameters& parameters, std::string_view to_drive, std::string_view to_pin,
          std::string_view to_chassis, std::string_view feedback, std::string_view rout, double hanging_ohm) {
    const double drive = parameters.number(to_drive);
    const double pin = parameters.number(to_pin);
    const double gain = 1 + parameters.number(feedback) / parameters.number(to_chassis);
    return {gain * pin / (drive + pin), gain * drive / (drive + pin), parameters.number(rout) / hanging_ohm};
}

struct Halves {
    Half hot;
    Half cold;
    // 1 minus the gain around the loop of the two pins, scaled; at zero and below the stage latches up.
    double margin() const { return (1 + hot.loading) * (1 + cold.loading) - hot.k * cold.k; }
};

// The pins of each leg are loaded by the pair of resistors of the other one.
Halves halves(const Parameters& parameters) {
    const double on_hot = parameters.number("r5") + parameters.number("r6");
    const double on_cold = parameters.number("r1") + parameters.number("r2");
    return {half(parameters, "r1", "r2", "r3", "r4", "rout_hot", on_hot),
            half(parameters, "r5", "r6", "r7", "r8", "rout_cold", on_cold)};
}

// What the amplifiers need as +V and -V for 1 V between the open pins. From
//   hot  (1 + l1) = a1 V + k1 cold - l1 V        cold (1 + l2) = -a2 V + k2 hot + l2 V
// hot - cold = V [(a1 - l1)(1 + l2 - k2) + (a2 - l2)(1 + l1 - k1)] / margin; (2 + l) / (2 (1 - l)) with equal
// parts.
double drive_for_unity(const Halves& it) {
    return it.margin() / ((it.hot.a - it.hot.loading) * (1 + it.cold.loading - it.cold.k) +
                          (it.cold.a - it.cold.loading) * (1 + it.hot.loading - it.hot.k));
}

std::string check(const Parameters& parameters) {
    if (halves(parameters).margin() > 0) return {};
    return "the stage latches up: its resistors feed more of one pin to the other than rout_hot and "
           "rout_cold take away";
}

void build(Scope& scope, const Parameters& parameters, const OutputPins& pins) {
    const double gain = drive_for_unity(halves(parameters));
    const Node plus = scope.node("drive_plus");
    const Node minus = scope.node("drive_minus");
    scope.vcvs("plus", plus, ground, pins.signal, ground, fixed(gain));
    scope.vcvs("minus", minus, ground, pins.signal, ground, fixed(-gain));

    const auto amplifier = [&](std::string_view name, Node drive, Node sensed_pin, Node out,
                               std::string_view r_drive, std::string_view r_pin, std::string_view r_chassis,
                               std::string_view r_feedback) {
        Scope inner = scope.inner(name);
        const Node noninverting = inner.node("noninverting");
        const Node inverting = inner.node("inverting");
        scope.resistor(r_drive, drive, noninverting, parameters.part(r_drive));
        scope.resistor(r_pin, sensed_pin, noninverting, parameters.part(r_pin));
        scope.resistor(r_chassis, inverting, ground, parameters.part(r_chassis));
        scope.resistor(r_feedback, inverting, out, parameters.part(r_feedback));
        build_opamp(inner, "opamp", parameters.setting("opamp"), {noninverting, inverting, out});
    };
    const auto sensed = [&](std::string_view name, Node pin) {
        const Setting& couple = parameters.setting(name);
        const Node behind = build_coupling(scope, name, couple, pin);
        if (couple.word != "none") scope.circuit().bridge_last_for_stability();
        return behind;
    };
    const Node out_hot = scope.node("out_hot");
    const Node out_cold = scope.node("out_cold");
    amplifier("a1", plus, sensed("couple_sense_cold", pins.cold), out_hot, "r1", "r2", "r3", "r4");
    amplifier("a2", minus, sensed("couple_sense_hot", pins.hot), out_cold, "r5", "r6", "r7", "r8");
    scope.resistor("rout_hot", out_hot, pins.hot, parameters.part("rout_hot"));
    scope.resistor("rout_cold", out_cold, pins.cold, parameters.part("rout_cold"));
}

ParameterSpec resistor(std::string_view name, std::string_view help) {
    return {.name = name, .unit = Unit::ohm, .standard = "= r", .help = help, .positive = true};
}

ParameterSpec couple_sense(std::string_view name, std::string_view help) {
    ParameterSpec spec = coupling_spec(name, help);
    spec.standard = "= couple_sense";
    return spec;
}

}  // namespace

// After the block diagrams of the SSM2142 and the DRV134 as far as they are published: two amplifiers with
// equal resistors that sense each other's pin, an inverter, 50 ohm in each leg.
extern const Kind output_cross_coupled{
    .role = Role::output,
    .name = "cross_coupled",
    .summary = "two amplifiers that each add the other's pin: quasi-floating line driver",
    .parameters =
        {
            {.name = "r", .unit = Unit::ohm, .standard = "10k", .help = "each of r1 to r8", .positive = true},
            {.name = "rout",
             .unit = Unit::ohm,
             .standard = "50",
             .help = "between each amplifier and its pin",
             .positive = true},
            {.name = "rout_hot",
             .unit = Unit::ohm,
             .standard = "= rout",
             .help = "the one in hot",
             .positive = true},
            {.name = "rout_cold",
             .unit = Unit::ohm,
             .standard = "= rout",
             .help = "the one in cold",
             .positive = true},
            resistor("r1", "signal to the non-inverting input of A1 (hot)"),
            resistor("r2", "pin 3 to the non-inverting input of A1"),
            resistor("r3", "inverting input of A1 to the chassis"),
            resistor("r4", "feedback of A1"),
            resistor("r5", "inverted signal to the non-inverting input of A2 (cold)"),
            resistor("r6", "pin 2 to the non-inverting input of A2"),
            resistor("r7", "inverting input of A2 to the chassis"),
            resistor("r8", "feedback of A2"),
            coupling_spec("couple_sense", "a capacitor in each sense line, in front of r2 and r6"),
            couple_sense("couple_sense_hot", "the one from pin 2, at r6"),
            couple_sense("couple_sense_cold", "the one from pin 3, at r2"),
            opamp_spec(),
        },
    .circuit = R"(
  signal --------[ r1 ]--+---|+\
  pin 3 ---||----[ r2 ]--+   |A1>--+---[ rout_hot ]---- 2 hot
       couple_sense          |     |
  chassis -------[ r3 ]----+-|-/   |
                           +-[ r4 ]+
  -signal -------[ r5 ]--+---|+\
  pin 2 ---||----[ r6 ]--+   |A2>--+---[ rout_cold ]--- 3 cold
       couple_sense          |     |
  chassis -------[ r7 ]----+-|-/   |
                           +-[ r8 ]+
  chassis --------------------------------------------- 1 shield
)",
    .formula =
        "Hot is the signal above cold wherever cold lies: with pin 3 on the shield pin 2 rises to the "
        "full level. Between the pins 2 rout/(2 + l), l = rout/2r; from both pins to the chassis r "
        "while all eight are equal. With A1 adding k1 = (1 + r4/r3) r1/(r1 + r2) of pin 3, and A2 "
        "likewise k2 of pin 2: 1/Z = (1 - k1)/rout_hot + 1/(r5 + r6) + (1 - k2)/rout_cold + 1/(r1 + "
        "r2). With 10k, 50 ohm and k = 0.985 Z is 1.43 kohm; the 1.6 kohm of the DRV134 (SBOS094) are k = "
        "0.987. Stable while k1 k2 < (1 + l)^2: with 10k and 50 ohm, resistors of 0.1 %. couple_sense keeps "
        "offsets from adding up: below 1/(2 pi couple_sense (r1 + r2)) the pins know nothing of each other, "
        "each has rout to the chassis and twice the drive, so four times the signal stands between them.",
    .example = "output driven : cross_coupled { rout = 50 1%, r = 10k 5% matched 0.05% }",
    .build = BuildOutput{build},
    .check = check,
};

}  // namespace pin3
