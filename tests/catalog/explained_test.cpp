// What `pin3 explain` says of a kind, against the kind: its figures, and whether its drawing has what it
// builds.
#include "catalog/catalog.hpp"
#include "described.hpp"

namespace pin3 {
namespace {

bool says(const Kind& kind, std::string_view words) {
    const auto in = [&](std::string_view text) { return text.find(words) != std::string_view::npos; };
    return in(kind.circuit) || in(kind.formula);
}

// r_bias/2 + r_common + jw c_boot r_common r_bias/2 of the defaults: 36k, and 24 Mohm at 60 Hz.
TEST(Explained, is_the_bootstrap_by_its_own_formula) {
    const Kind& kind = *find_kind(Role::input, "bootstrapped");
    const StagePtr input = described_input("bootstrapped");
    const double r_bias = input->parameters.number("r_bias"), r_common = input->parameters.number("r_common");
    const double ohm = std::abs(std::complex<double>{
        r_bias / 2 + r_common, two_pi * 60 * input->parameters.number("c_boot") * r_common * r_bias / 2});
    EXPECT_NEAR(ohm, 24e6, 0.2e6);
    EXPECT_TRUE(says(kind, "24 Mohm at 60 Hz"));
    EXPECT_NEAR(r_bias / 2 + r_common, 36e3, 1);
    EXPECT_TRUE(says(kind, "36k without c_boot"));
}

// Every part of an output that a parameter names stands in its drawing or its formula, itself or, of one that
// is the same for several, the one that it is the same as.
TEST(Explained, is_every_part_of_an_output) {
    for (const Kind* kind : kinds(Role::output))
        for (const ParameterSpec& spec : kind->parameters) {
            if (spec.unit != Unit::ohm && spec.unit != Unit::farad && spec.unit != Unit::henry) continue;
            const std::string_view base =
                spec.standard.starts_with("= ") ? spec.standard.substr(2) : spec.name;
            // of a winding's wire half stands at either end
            const bool wire = spec.name.starts_with("rdc_");
            EXPECT_TRUE(says(*kind, spec.name) || says(*kind, base) || (wire && says(*kind, "rdc/2")))
                << kind->name << " " << spec.name;
        }
}

// The inverter of a symmetric output and the pin that a plug joins with the shield.
TEST(Explained, is_what_was_built_and_not_drawn) {
    EXPECT_TRUE(says(*find_kind(Role::output, "symmetric"), "[ 10k(1+e) ]"));
    EXPECT_TRUE(says(*find_kind(Role::output, "symmetric"), "[ 10k/gain ]"));
    for (const auto* cable : {"twisted_pair", "star_quad"})
        for (const auto* where : {"pin3 = source", "pin3 = receiver", "pin3 = open"})
            EXPECT_TRUE(says(*find_kind(Role::cable, cable), where)) << cable;
}

TEST(Explained, is_drawn_within_76_columns) {
    for (const Kind* kind : kinds()) {
        if (kind->role == Role::opamp) continue;
        for (std::size_t begin = 0; begin < kind->circuit.size();) {
            const std::size_t end = kind->circuit.find('\n', begin);
            EXPECT_LE(end - begin, 76U) << kind->name << ": " << kind->circuit.substr(begin, end - begin);
            begin = end + 1;
        }
    }
}

}  // namespace
}  // namespace pin3
