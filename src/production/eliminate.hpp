// The answers of units of production side by side, one a SIMD lane.
#pragma once

#include "production/reduction.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace pin3 {

// Units in rows of columns: changes[element * stride + unit], the elements port by port. The stride is a
// multiple of `unit_padding`, and what is beyond the last unit is zero.
inline constexpr std::size_t unit_padding = 16;

// What a block of units answers at one frequency.
struct UnitAnswers {
    UnitAnswers(const Reduction& reduction, std::size_t units_and_padding)
        : stride(units_and_padding),
          drives(reduction.drives()),
          re(reduction.probes() * reduction.drives() * stride),
          im(re.size()),
          determinant(stride),
          pivot(stride) {}

    std::size_t stride, drives;
    std::vector<double> re, im;  // of probe p under drive q: [(p * drives + q) * stride + unit]
    // The real part of det(1 + Z delta): the product of the unit's poles over that of the nominal circuit's.
    // At DC it is real, and negative where a pole has gone to the right half-plane: the unit latches up.
    std::vector<double> determinant;
    std::vector<double> pivot;  // the smallest squared magnitude that was divided by

    Complex value(std::size_t probe, std::size_t drive, std::size_t unit) const {
        const std::size_t at = (probe * drives + drive) * stride + unit;
        return {re[at], im[at]};
    }
};

// The first `units` units of `changes` at the k-th frequency, by elimination without pivoting: the matrix is
// the identity for a nominal unit. A unit for which that is not safe (a pivot below 1e-3, or nothing finite)
// is solved again with pivoting; one without an answer has NaN.
void eliminate(const Reduction& reduction, std::size_t k, std::span<const double> changes, std::size_t units,
               UnitAnswers& answers);

// The instruction set that is used, "AVX2".
std::string instruction_set();

// Complex multiply-adds of one unit at one frequency.
double multiply_adds(const Reduction& reduction);

}  // namespace pin3
