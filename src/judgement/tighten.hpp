// Which tolerances a link needs: the loosest standard ones that meet an expectation.
#pragma once

#include "judgement/expectation.hpp"
#include "production/unit_model.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace pin3 {

// What resistors are sold with, as fractions, the loosest first.
inline constexpr std::array standard_tolerances = {0.05, 0.02, 0.01, 0.005, 0.001, 0.0005, 0.0001};

// A tolerance that can be chosen: that of a part, or of a matched network, or how well the network matches.
struct ChosenTolerance {
    std::string part;                    // "mixer.r1"; "mixer.r, lot"; "mixer.r, match"
    std::vector<std::size_t> variables;  // of the model
    double before = 0;                   // as described, a fraction
    double after = 0;                    // one of standard_tolerances
};

struct Tightening {
    std::uint64_t units = 0, seed = 1;
    std::vector<ChosenTolerance>
        chosen;                     // parts of outputs and inputs that have a value in ohm, farad or henry
    std::vector<std::string> kept;  // what varies besides and stays as it is: "mixer.opamp.gbw"
    Yield before, after;
    Yield perfect;       // all that can be chosen without any tolerance
    double uniform = 0;  // the loosest one that will do for all of them alike; 0 where none will

    // Whether `after` meets the expectation; else it is that of the tightest tolerances.
    bool met() const { return after.answer == YieldAnswer::holds; }
};

struct TightenPlan {
    std::uint64_t units = 10000;
    std::uint64_t seed = 1;
    unsigned threads = 0;
};

// A link's model at the frequencies of the expectation, which has a share of units (`for`). From the loosest
// tolerances on, the part that makes most of the spread is tightened by a step until the units meet it; then
// each part is loosened again as far as they still do: no part could be a step looser. The model is left with
// the tolerances that were found.
Tightening tighten(LinkModel& model, const Expectation& expectation, const Description& description,
                   const TightenPlan& plan);

}  // namespace pin3
