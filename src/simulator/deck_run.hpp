// One job in one ngspice: load, analyse, and accept only what is proved by facts.
#pragma once

#include "simulator/ngspice.hpp"
#include "simulator/protocol.hpp"

namespace pin3 {

// Runs the job's analyses in order. Analyses of one type share the loaded circuit; it is loaded afresh when
// the type changes, since ngspice carries state over.
//
// ngspice's return codes are 0 for nearly every failure, and a failed analysis leaves the plot before it
// readable. So a result counts only when the analysis made a new plot of its own type, in which every wanted
// vector is a member (a missing node `c` would otherwise read as the speed of light), has the scale's and the
// expected length, and is finite. Anything else is a rejection, and the worker is not used again.
Reply run_job(Ngspice& ngspice, const Job& job);

}  // namespace pin3
