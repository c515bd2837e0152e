// How the value of a part spreads over production.
#pragma once

namespace pin3 {

enum class Distribution {
    uniform,   // flat over ± the tolerance
    gaussian,  // the tolerance is three standard deviations; truncated there
};

// All figures are fractions of the nominal value: 5 % is 0.05.
struct Tolerance {
    double fraction = 0;
    Distribution distribution = Distribution::uniform;
    double matched =
        0;  // spread of one part of a matched network about the network's common factor; 0: not matched

    bool operator==(const Tolerance&) const = default;
};

}  // namespace pin3
