// The least gain that the solver tells from nothing.
#pragma once

namespace pin3 {

// Gains whose magnitude is below this are not told from rounding in the solver's matrix, which has op-amp
// gains of 1e5 beside conductances from 1e-12 to 100 S: of 5700 gains of links at random the worst was wrong
// by 1.2e-8, one in a hundred by 3e-10 (tests/response/oracle_agreement_test.cpp), against long double.
inline constexpr double gain_floor = 1e-8;

}  // namespace pin3
