// Units of the reduction beside the same ones simulated whole.
#pragma once

#include "production/unit_model.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pin3 {

struct ProductionCheck {
    std::size_t units = 0;
    double largest_db = 0;  // difference in CMRR
    bool agrees = true;     // within check_db, or by less of the ground gain than the solver resolves

    void add(const ProductionCheck& other);
};

// Reduced and whole simulation agree when they are no further apart, dB.
inline constexpr double check_db = 0.01;

// These units of production both ways, at the spots. Differences below the solver's floor tell nothing.
ProductionCheck check_units(const LinkModel& model, const std::vector<std::uint64_t>& units,
                            std::uint64_t seed, Simulator& simulator);

}  // namespace pin3
