// What counting the units of a link finds.
#pragma once

#include "production/sample.hpp"
#include "production/unit_model.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace pin3 {

enum class ProductionMethod { reduced, full };
std::string_view method_name(ProductionMethod method);  // "reduced"

// Which unit has the least CMRR.
struct LeastUnit {
    double db = 0;
    std::uint64_t unit = 0;
};

struct FailedUnit {
    std::uint64_t unit = 0;
    UnitState state = UnitState::fine;
};

struct UnitCounts {
    ProductionMethod method = ProductionMethod::reduced;
    std::uint64_t units = 0;       // done
    std::uint64_t latched_up = 0;  // units that do not work, in no quantile
    std::uint64_t no_answer = 0;
    std::optional<FailedUnit> first_failed;
    FrequencyRow spot_hz;
    std::vector<Sample> spots;     // CMRR in dB, one a spot
    std::vector<LeastUnit> least;  // one a spot
    FrequencyRow curve_hz;
    std::vector<Sample> curve;  // CMRR in dB

    // Forgets all units; from now on these are counted, of a run of `of_all` units: its samples are exact up
    // to a million.
    void restart(ProductionMethod how, std::uint64_t of_all);

    // Room for so many units at once.
    void reserve(std::uint64_t more);

    // The units of a block, which come behind those that were counted before. On several threads (0: one a
    // core).
    void take(const UnitBlock& block, unsigned threads);

    // The units of another count at the same frequencies, which come behind these.
    void add(const UnitCounts& other);
};

}  // namespace pin3
