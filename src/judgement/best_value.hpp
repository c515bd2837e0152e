// Which of several values of one parameter does a link most good.
#pragma once

#include "metrics/metric.hpp"
#include "production/production.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pin3 {

// A link with one of the values.
struct SweptLink {
    std::string link;
    std::optional<LinkProduction> production;  // nothing where it was not simulated
};

struct SweptValue {
    std::string value;  // "1.2 kohm 1%"
    std::vector<SweptLink> links;
};

struct ValueSweep {
    std::string file;
    std::string parameter;  // "modded.pin3"
    double frequency_hz = 0;
    std::uint64_t units = 0;
    std::uint64_t seed = 1;
    bool complete = true;  // false: interrupted, the last values have few units or none
    std::vector<SweptValue> values;
};

// Values whose figures are no further apart than that are equally good, dB.
inline constexpr double values_alike_db = 0.1;

// What decides between values, dB: the CMRR that 95 % of a link's units have at least, without units the
// nominal one; nothing where there is no figure. `link`: its place in every value's links.
std::optional<double> deciding_db(const ValueSweep& sweep, std::size_t value, std::size_t link);

// The index of the value with which that is best. Nothing where no value has an answer, where the sweep was
// interrupted, and where all values are alike.
std::optional<std::size_t> best_value(const ValueSweep& sweep, std::size_t link);

// The nominal CMRR at the k-th spot.
std::optional<Figure> nominal_cmrr(const LinkProduction& production, std::size_t k);

}  // namespace pin3
