// A worker process: takes jobs from the tool, one after the other, and sends back replies.
#pragma once

#include "simulator/descriptor.hpp"
#include "simulator/ngspice.hpp"

namespace pin3 {

// Works until the tool hangs up, or until the first rejected job: a wrong deck can spoil ngspice for all
// later ones.
void work(Ngspice& ngspice, const Descriptor& tool) noexcept;

}  // namespace pin3
