// What the machine can do at most with the arithmetic of the elimination.
#pragma once

namespace pin3 {

// Multiplies and adds independent numbers, in registers alone, with the instruction set that the solver uses:
// `rounds` times 8 complex multiply-adds a lane. The result keeps the compiler from leaving it out.
double multiply_and_add(long rounds);

// Floating-point operations of one round.
double flops_of_round();

}  // namespace pin3
