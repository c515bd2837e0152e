// The rejection of many units at one frequency.
#pragma once

#include "production/eliminate.hpp"

#include <span>

namespace pin3 {

// CMRR of a unit in dB; a ground gain below the solver's floor counts as that.
double unit_cmrr_db(const Complex& signal_gain, const Complex& ground_gain);

// The same of as many units as `db` has room for. Drives are the signal and the ground; probes are the
// receiver's output and, if there are two, the voltage between the chassis, which the ground gain is per volt
// of. NaN for a unit without an answer.
void units_cmrr_db(const UnitAnswers& answers, std::size_t probes, std::span<double> db);

}  // namespace pin3
