#include "catalog/ground_leakage.hpp"

namespace pin3 {
namespace {

std::vector<HumSource> hum(const Parameters& parameters, double) {
    return {leakage_hum(parameters, parameters.is("at", "both") ? 2 : 1)};
}

}  // namespace

extern const Kind ground_double_insulated{
    .role = Role::ground,
    .name = "double_insulated",
    .summary = "a box without earth, or both: the supply leaks mains into the chassis",
    .parameters = leakage_parameters(),
    .circuit = R"(
  receiver's  -+--( EMF = mains )---||---+- source's
  chassis      |              capacitance|  chassis
               +--------[ bond ]---------+
)",
    .formula =
        "I = 2 pi f C V: 1 nF at 230 V and 50 Hz leaks 72 uA; U = I R_shield where a shield bonds the "
        "chassis, and up to "
        "the mains voltage where none does. With no earth at either box (at = both) I = 2 pi f (V1 + V2) C1 "
        "C2 / (C1 + C2) "
        "in the worst phase: two equal ones drive no more than one beside an earthed box.",
    .example =
        "ground laptop : double_insulated { voltage = 120 V, frequency = 60 Hz, capacitance = 2.2 nF }",
    .build = BuildGround{build_leakage},
    .check = check_leakage,
    .hum = hum,
};

}  // namespace pin3
