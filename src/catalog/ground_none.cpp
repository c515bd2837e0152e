#include "catalog/kind.hpp"

namespace pin3 {
namespace {

void build(Scope& scope, const Parameters&, const GroundNodes& nodes) {
    scope.join(nodes.emf, nodes.chassis);
}

}  // namespace

extern const Kind ground_none{
    .role = Role::ground,
    .name = "none",
    .summary = "no noise of its own: rejection is measured with a test voltage between the chassis",
    .parameters = {},
    .circuit = R"(
  receiver's chassis ---( EMF )--- source's chassis
)",
    .formula = "U = EMF, whatever current flows.",
    .example = "ground bench : none",
    .build = BuildGround{build},
};

}  // namespace pin3
