// What several values of one parameter do to the rejection of links.
#pragma once

#include "metrics/metric.hpp"
#include "production/production.hpp"

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

// The index of the value with which the least of 95 % of a link's units is best; without tolerances the
// nominal figure decides. Nothing where no value has an answer, where the sweep was interrupted, and where
// all values are within 0.1 dB. `link`: its place in every value's links.
std::optional<std::size_t> best_value(const ValueSweep& sweep, std::size_t link);

std::string value_sweep_text(const ValueSweep& sweep);
std::string value_sweep_json(const ValueSweep& sweep);
std::string value_sweep_csv(const ValueSweep& sweep);
std::string value_sweep_markdown(const ValueSweep& sweep);

}  // namespace pin3
