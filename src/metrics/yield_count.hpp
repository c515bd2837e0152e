// Units of production counted against expectations.
#pragma once

#include "analysis/production.hpp"
#include "metrics/expectation.hpp"

#include <optional>
#include <vector>

namespace pin3 {

// Counts units as they come. A unit that latches up or has no answer meets nothing.
class YieldCount {
public:
    YieldCount(const std::vector<Expectation>& expectations, const Description& description);

    void take(const LinkProduction& link, const UnitBlock& block);

    // One an expectation; nothing for those without `for`, and for those of an output or an input.
    std::vector<std::optional<Yield>> yields() const;

private:
    struct Count {
        Expectation expectation;
        std::vector<double> frequency_hz;
        std::uint64_t units = 0, passing = 0;
    };
    std::vector<std::optional<Count>> counts_;
};

}  // namespace pin3
