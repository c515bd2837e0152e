#include "description/frequency_plan.hpp"

#include <algorithm>

namespace pin3 {

const std::vector<ParameterSpec>& sweep_parameters() {
    static const std::vector<ParameterSpec> specs = {
        {.name = "from",
         .unit = Unit::hertz,
         .standard = "10",
         .help = "lowest frequency",
         .minimum = 1e-3,
         .maximum = 1e9,
         .tolerance = false},
        {.name = "to",
         .unit = Unit::hertz,
         .standard = "100k",
         .help = "highest frequency",
         .minimum = 1e-3,
         .maximum = 1e9,
         .tolerance = false},
        {.name = "points",
         .standard = "20",
         .help = "per decade",
         .minimum = 1,
         .maximum = 1000,
         .tolerance = false,
         .whole = true},
        {.name = "at",
         .shape = Shape::quantities,
         .unit = Unit::hertz,
         .standard = "",
         .help = "spot frequencies",
         .minimum = 1e-3,
         .maximum = 1e9,
         .tolerance = false},
    };
    return specs;
}

FrequencyPlan frequencies_of(const Parameters& sweep) {
    FrequencyPlan frequencies;
    frequencies.from = sweep.number("from");
    frequencies.to = sweep.number("to");
    frequencies.points = static_cast<int>(sweep.number("points"));
    std::vector<double>& spots = frequencies.spots;
    for (const Part& part : sweep.setting("at").parts) spots.push_back(part.value);
    std::sort(spots.begin(), spots.end());
    spots.erase(std::unique(spots.begin(), spots.end()), spots.end());
    return frequencies;
}

}  // namespace pin3
