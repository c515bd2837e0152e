#include "catalog/ground_leakage.hpp"

namespace pin3 {
namespace {

std::vector<HumSource> hum(const Parameters& parameters, double) {
    return {leakage_hum(parameters, 1)};
}

}  // namespace

extern const Kind ground_double_insulated{
    .role = Role::ground,
    .name = "double_insulated",
    .summary = "the source has no earth: its supply leaks mains into its chassis",
    .parameters = leakage_parameters(),
    .circuit = R"(
  receiver's chassis ---( EMF = mains )---||--- source's chassis
                                     capacitance
)",
    .formula =
        "I = 2 pi f C V: 1 nF at 230 V and 50 Hz leaks 72 uA; U = I R_shield where a shield bonds the "
        "chassis, and up to "
        "the mains voltage where none does.",
    .example =
        "ground laptop : double_insulated { voltage = 120 V, frequency = 60 Hz, capacitance = 2.2 nF }",
    .build = BuildGround{build_leakage},
    .check = check_leakage,
    .hum = hum,
};

}  // namespace pin3
