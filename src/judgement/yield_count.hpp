// Units of production counted against expectations.
#pragma once

#include "judgement/expectation.hpp"
#include "production/stage_units.hpp"

#include <optional>
#include <vector>

namespace pin3 {

// Units that were counted, and those that meet the expectation.
struct PassCount {
    std::uint64_t units = 0, passing = 0;
};

// Counts units as they come, from the first one of the plan. A unit that latches up or has no answer meets
// nothing.
class YieldCount {
public:
    // `first`: the number of the first unit; where it comes again counting begins again.
    YieldCount(const std::vector<Expectation>& expectations, const Description& description,
               std::uint64_t first = 0);

    void take(const UnitBlock& block);
    void take(const StageBlock& block);

    // The outputs and inputs whose units are to be counted, at the frequencies of what is expected of them.
    std::vector<StageRequest> stages() const;

    // One an expectation; nothing for those without `for`.
    std::vector<std::optional<PassCount>> counts() const;
    std::vector<std::optional<Yield>> yields() const;

    // What another count of the same expectations has.
    void add(const std::vector<std::optional<PassCount>>& counts);

private:
    struct Count {
        Expectation expectation;
        std::vector<double> frequency_hz;
        StagePtr stage;  // null for a link
        PassCount of;
    };

    // Those of the block for which meets(k, unit) is true at all the frequencies.
    template <typename Meets>
    void count(Count& of, const UnitStates& block, const std::vector<std::size_t>& indices,
               const Meets& meets);

    std::uint64_t first_;
    std::vector<std::optional<Count>> counts_;
};

}  // namespace pin3
